/**
 * A function's environment variables, by Lambda's rules: names, the names it keeps for itself, 4 KB in total.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { isJsonObject, type Json } from "./plain-data.ts";

export type Environment = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ENVIRONMENT_BYTES = 4096;

const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/** `owner` begins the messages: 'Function "hello"'. */
export function parseEnvironment(input: Json | undefined, owner: string): Parsed<Environment> {
  if (input === undefined) return { ok: true, value: {} };
  if (!isJsonObject(input))
    return refuse("environment", `${owner}: environment is not an object.`, 'Write environment: { STAGE: "test" }.');
  const variables: [string, string][] = [];
  for (const [name, value] of Object.entries(input)) {
    if (RESERVED_NAMES.has(name)) {
      return refuse("environment-reserved", `${owner}: the variable ${name} is set by Lambda itself.`, "Choose another name.");
    }
    if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name)) {
      return refuse(
        "environment-name",
        `${owner}: ${JSON.stringify(name)} is not a variable name.`,
        "Begin with a letter, then letters, digits and _, two characters or more.",
      );
    }
    if (typeof value !== "string")
      return refuse("environment-value", `${owner}: the variable ${name} is not a text.`, "Put the value in quotes.");
    variables.push([name, value]);
  }
  const bytes = new TextEncoder().encode(variables.flat().join("")).length;
  if (bytes > MAX_ENVIRONMENT_BYTES) {
    return refuse(
      "environment-too-large",
      `${owner}: its environment has ${bytes.toLocaleString("en-US")} bytes. Lambda takes 4 KB in total.`,
      "Move large values into a file of the function.",
    );
  }
  return { ok: true, value: Object.fromEntries(variables) };
}
