/** An alarm over the errors of the whole project, and a function that hears of it. */
import { javascriptTemplate, nameBeside } from "./function-template.ts";

const CODE = `// CloudWatch invokes this when the alarm goes to ALARM: let any function of the project fail, and wait a minute.
export const handler = async (event) => {
  const { alarmName, state, previousState } = event.alarmData;
  console.log(\`\${alarmName}: \${previousState.value} -> \${state.value}\`);
  console.log(state.reason);

  // The datapoints stand in reasonData, as JSON text.
  const { recentDatapoints = [], threshold } = JSON.parse(state.reasonData ?? "{}");
  console.log("datapoints", recentDatapoints, "threshold", threshold);
};
`;

const alarmOf = (name: string) => nameBeside(name, "errors");

export const ALARM_RESPONDER = javascriptTemplate({
  id: "alarm-responder",
  label: "Alarm responder",
  description: "Is invoked when a function of the project fails.",
  code: CODE,
  trigger: (name) => ({ type: "alarm", alarm: alarmOf(name) }),
  services: (name) => ({
    alarms: [
      {
        name: alarmOf(name),
        metric: "errors",
        statistic: "sum",
        periodMs: 60_000,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        threshold: 1,
        comparison: ">=",
        missingData: "not-breaching",
      },
    ],
  }),
});
