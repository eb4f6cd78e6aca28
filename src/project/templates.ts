/** What "New function" offers: each a whole Lambda function that runs as it stands, with its own trigger. */
import { FUNCTION_DEFAULTS, type ProjectFunction } from "./project-function.ts";
import { ALARM_RESPONDER } from "./templates/alarm-responder.ts";
import { CALLER } from "./templates/caller.ts";
import type { FunctionTemplate } from "./templates/function-template.ts";
import { QUEUE_WORKER } from "./templates/queue-worker.ts";
import { SCHEDULED_JOB } from "./templates/scheduled-job.ts";
import { TABLE_STREAM } from "./templates/table-stream.ts";
import { THUMBNAIL_ON_UPLOAD } from "./templates/thumbnail-on-upload.ts";
import { TOPIC_SUBSCRIBER } from "./templates/topic-subscriber.ts";
import { WEBHOOK } from "./templates/webhook.ts";

export type { FunctionTemplate } from "./templates/function-template.ts";

type Sources = Pick<ProjectFunction, "runtime" | "files"> & Partial<Pick<ProjectFunction, "memoryMb">>;

function template(id: string, label: string, description: string, sources: Sources): FunctionTemplate {
  return {
    id,
    label,
    description,
    suggestedName: id,
    create: (name) => ({
      ...FUNCTION_DEFAULTS,
      ...sources,
      name,
      environment: {},
      triggers: [{ type: "http", method: "ANY", path: `/${name}`, payloadFormat: "2.0" }],
    }),
  };
}

const BLANK_JS = `export const handler = async (event) => {
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ ok: true }) };
};
`;

const BLANK_TS = `import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ ok: true }) };
};
`;

const CPU_WORK = `// Pure computing: every millisecond is billed. On a real cloud, more memory brings more CPU.
function countPrimes(limit) {
  const composite = new Uint8Array(limit + 1);
  let primes = 0;
  for (let n = 2; n <= limit; n += 1) {
    if (composite[n]) continue;
    primes += 1;
    for (let multiple = n * n; multiple <= limit; multiple += n) composite[multiple] = 1;
  }
  return primes;
}

export const handler = async (event) => {
  const limit = Math.min(Number(event.queryStringParameters?.limit ?? 2_000_000), 20_000_000);
  const primes = countPrimes(limit);
  console.log(\`\${primes} primes up to \${limit}\`);
  return { limit, primes };
};
`;

const SLOW_DEPENDENCY = `import { setTimeout as wait } from "node:timers/promises";

// Init waits for this: it makes the cold start slow, and costs later requests nothing.
const prices = await loadPrices();

async function loadPrices() {
  console.log("loading prices, once per container");
  await wait(800);
  return new Map([["espresso", 2.6], ["flat white", 3.9], ["filter", 3.2]]);
}

export const handler = async (event) => {
  const drink = event.queryStringParameters?.drink ?? "espresso";
  if (!prices.has(drink)) return { statusCode: 404, body: \`No price for \${drink}\` };
  return { drink, priceEur: prices.get(drink) };
};
`;

const ERRORS_AND_TIMEOUTS = `import { setTimeout as wait } from "node:timers/promises";

class OutOfStock extends Error {
  name = "OutOfStock";
}

// ?mode=ok | throw | malformed | timeout | loop | exit
export const handler = async (event) => {
  const mode = event.queryStringParameters?.mode ?? "ok";
  console.log("mode", mode);
  if (mode === "throw") throw new OutOfStock("No filter papers left");
  if (mode === "malformed") return { statusCode: "fine" };
  if (mode === "timeout") await wait(60_000);
  if (mode === "exit") process.exit(1);
  while (mode === "loop") {
    // Never ends: only the timeout stops it.
  }
  return { mode, remedy: "Add ?mode=throw to the path, then look at the log." };
};
`;

export const FUNCTION_TEMPLATES: readonly FunctionTemplate[] = [
  template("blank-javascript", "Blank JavaScript", "An ES module with one handler.", {
    runtime: "javascript",
    files: { "index.mjs": BLANK_JS },
  }),
  template("blank-typescript", "Blank TypeScript", "A typed handler for an HTTP event.", {
    runtime: "typescript",
    files: { "index.ts": BLANK_TS },
  }),
  template("cpu-work", "CPU work", "Counts primes: run time that is billed to the millisecond.", {
    runtime: "javascript",
    files: { "index.mjs": CPU_WORK },
    memoryMb: 1024,
  }),
  template("slow-dependency", "Slow dependency", "Awaits at module scope: a slow cold start, fast warm ones.", {
    runtime: "javascript",
    files: { "index.mjs": SLOW_DEPENDENCY },
  }),
  template("errors-and-timeouts", "Errors and timeouts", "Throws, hangs, loops or exits, as the request asks.", {
    runtime: "javascript",
    files: { "index.mjs": ERRORS_AND_TIMEOUTS },
  }),
  SCHEDULED_JOB,
  THUMBNAIL_ON_UPLOAD,
  QUEUE_WORKER,
  TABLE_STREAM,
  ALARM_RESPONDER,
  TOPIC_SUBSCRIBER,
  WEBHOOK,
  CALLER,
];
