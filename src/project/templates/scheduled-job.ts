/** A job that nobody calls: a schedule starts it. */
import { javascriptTemplate } from "./function-template.ts";

const CODE = `// A schedule invokes this asynchronously: nobody waits for what it returns, so the log tells what it did.
let runs = 0;

export const handler = async (event) => {
  runs += 1;
  const lateMs = Date.now() - Date.parse(event.time);
  console.log(\`due \${event.time}, begun \${lateMs} ms later, run \${runs} of this container\`);

  // The next run may be in another container: what must last belongs into a table or a bucket.
  const report = { day: event.time.slice(0, 10), runs };
  console.log("report", JSON.stringify(report));
  return report;
};
`;

export const SCHEDULED_JOB = javascriptTemplate({
  id: "scheduled-job",
  label: "Scheduled job",
  description: "Runs every five minutes on the platform's clock.",
  code: CODE,
  trigger: () => ({ type: "schedule", expression: "rate(5 minutes)", timeZone: "UTC", enabled: true }),
});
