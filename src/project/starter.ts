/** The project a first visit opens: one function, two files, and the one thing to learn from it: module scope survives. */
import { FUNCTION_DEFAULTS, type ProjectFunction } from "./project-function.ts";
import { NO_SERVICES_IN_PROJECT, type Project } from "./schema.ts";

const INDEX_TS = `import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { greet } from "./greeting";

// Init: runs once per container. What it makes lives as long as the container.
const bornAt = Date.now();
let served = 0;

// Run: every request.
export const handler = async (event: APIGatewayProxyEventV2) => {
  served += 1;
  const name = event.queryStringParameters?.name ?? "world";
  console.log(\`\${served === 1 ? "cold" : "warm"}: request \${served} in this container\`);
  return { message: greet(name), served, containerAgeMs: Date.now() - bornAt };
};
`;

const GREETING_TS = `export const greet = (name: string) => \`Hello, \${name}\`;
`;

export function starterFunction(): ProjectFunction {
  return {
    ...FUNCTION_DEFAULTS,
    name: "hello",
    runtime: "typescript",
    files: { "index.ts": INDEX_TS, "greeting.ts": GREETING_TS },
    environment: {},
    triggers: [{ type: "http", method: "GET", path: "/hello", payloadFormat: "2.0" }],
  };
}

export function starterProject(): Project {
  return { name: "hello", profile: "aws-lambda", functions: [starterFunction()], ...NO_SERVICES_IN_PROJECT };
}
