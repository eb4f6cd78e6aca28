/**
 * Lambda's Invoke, as functions call it through the SDK and the page calls it for a person: synchronous, asynchronous or a
 * dry run. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
import { functionArn } from "../aws-names.ts";
import { utf8Length } from "../triggers/http-bytes.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import { type JsonObject, ServiceError } from "./service-call.ts";
import type { DeliveryOutcome, Reply, ServiceContext } from "./service-context.ts";
import type { FunctionServices } from "./services-config.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: synchronous 6 MB, asynchronous 1 MB. */
const LIMIT_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

/** A name, a partial or a whole ARN, each with a qualifier or without: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const FUNCTION_NAME =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:[a-z]{2}(?:-gov)?-[a-z]+-\d:)?(?:\d{12}:)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;
const LATEST = "$LATEST";

/** What `DeliveryOutcome.error.errorType` says of a function whose code could not be made to run. */
export const NOT_DEPLOYED = "NotDeployed";

export class LambdaApi {
  readonly #context: ServiceContext;
  readonly #async: AsyncInvocations;
  #functions: ReadonlyMap<string, FunctionServices> = new Map();

  constructor(context: ServiceContext, async: AsyncInvocations) {
    this.#context = context;
    this.#async = async;
  }

  configure(functions: readonly FunctionServices[]): void {
    this.#functions = new Map(functions.map((each) => [each.name, each]));
  }

  /** `caller`: the function whose code calls; absent when a person does. */
  call(operation: string, input: Readonly<Record<string, unknown>>, reply: Reply, caller: string | undefined): void {
    if (operation !== "Invoke")
      throw new ServiceError("UnknownOperationException", `Lambda's ${operation} is not in this playground: Invoke is.`);
    const called = this.#find(input.FunctionName, input.Qualifier);
    const { name } = called;
    const { InvocationType: type = "RequestResponse", Payload: payload = "null" } = input;
    if (type === "DryRun") return reply({ ok: true, output: { StatusCode: 204 } });
    if (type !== "Event" && type !== "RequestResponse") {
      throw invalid(
        "invocationType",
        `'${String(type).slice(0, 200)}'`,
        "Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
      );
    }
    const event = jsonText(payload, type);
    if (caller !== undefined) this.#context.passed(`function:${caller}`, `function:${name}`);
    if (type === "Event") {
      const RequestId = this.#async.accept({ functionName: name, event, source: caller === undefined ? "async" : "function" });
      return reply({ ok: true, output: { StatusCode: 202, RequestId } });
    }
    const trace = this.#context.origin();
    this.#context.invoke({ functionName: name, event, source: "function", ...(trace ? { trace } : {}) }, (outcome) => {
      const answer = answerOf(outcome, called, input.LogType === "Tail");
      reply(trace ? { ...answer, invoked: outcome.requestId } : answer);
    });
  }

  /** There is one version of each function, $LATEST, and no alias. */
  #find(given: unknown, qualifier: unknown): FunctionServices {
    if (typeof given !== "string" || given === "") throw invalid("functionName", "null", "Member must not be null");
    const [, name, ownQualifier = qualifier ?? LATEST] = FUNCTION_NAME.exec(given) ?? [];
    if (name === undefined)
      throw invalid("functionName", `'${given.slice(0, 200)}'`, `Member must satisfy regular expression pattern: ${FUNCTION_NAME.source}`);
    const found = this.#functions.get(name);
    if (found && ownQualifier === LATEST) return found;
    const arn = ownQualifier === LATEST ? functionArn(name) : `${functionArn(name)}:${String(ownQualifier)}`;
    throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404, { Type: "User" });
  }
}

function invalid(field: string, value: string, rule: string): ServiceError {
  return new ServiceError(
    "ValidationException",
    `1 validation error detected: Value ${value} at '${field}' failed to satisfy constraint: ${rule}`,
  );
}

function jsonText(payload: unknown, type: "Event" | "RequestResponse"): string {
  const text = payload === "" ? "null" : payload;
  try {
    if (typeof text !== "string") throw new SyntaxError("not a text");
    JSON.parse(text);
  } catch {
    throw new ServiceError(
      "InvalidRequestContentException",
      "Could not parse request body into json: Could not parse payload into json",
      400,
      { Type: "User" },
    );
  }
  // No character takes more than three bytes: most payloads need no exact count.
  const limitBytes = LIMIT_BYTES[type];
  const bytes = text.length * 3 <= limitBytes ? 0 : utf8Length(text);
  if (bytes <= limitBytes) return text;
  const message = `${bytes} byte payload is too large for the ${type} invocation type (limit ${limitBytes} bytes)`;
  throw new ServiceError("RequestTooLargeException", message, 413, { Type: "User" });
}

function answerOf(
  { status, payload, error, logTailBase64 }: DeliveryOutcome,
  { reservedConcurrency }: FunctionServices,
  withLog: boolean,
): Parameters<Reply>[0] {
  if (status === "throttled" && error?.errorType === NOT_DEPLOYED)
    return refusal("ResourceConflictException", notReady(error.errorMessage), 409);
  if (status === "throttled") {
    // A function with concurrency of its own meets no other limit.
    const limit =
      reservedConcurrency === undefined ? "ConcurrentInvocationLimitExceeded" : "ReservedFunctionConcurrentInvocationLimitExceeded";
    return refusal("TooManyRequestsException", "Rate Exceeded.", 429, { Reason: limit });
  }
  const failed = status === "ok" ? {} : { FunctionError: "Unhandled" };
  const log = withLog && logTailBase64 !== undefined ? { LogResult: logTailBase64 } : {};
  const text = status === "ok" ? (payload ?? "null") : JSON.stringify(error ?? {});
  return { ok: true, output: { StatusCode: 200, ExecutedVersion: LATEST, ...failed, ...log, Payload: text } };
}

function refusal(code: string, message: string, status: number, details: JsonObject = {}): Parameters<Reply>[0] {
  return { ok: false, error: { code, message, status, details: { ...details, Type: "User" } } };
}

/** As of a function whose last update failed. */
function notReady(why: string): string {
  return `The operation cannot be performed at this time. The function is currently in the following state: Failed. ${why}`;
}
