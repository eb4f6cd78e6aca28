/**
 * Lambda's Invoke, as functions call it through the SDK and the page calls it for a person: synchronous, asynchronous or a
 * dry run. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
import { functionArn, nameIn } from "../aws-names.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import { ServiceError } from "./service-call.ts";
import type { DeliveryOutcome, Reply, ServiceContext } from "./service-context.ts";
import type { FunctionServices } from "./services-config.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: synchronous 6 MB, asynchronous 1 MB. */
const LIMIT_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

export class LambdaApi {
  readonly #context: ServiceContext;
  readonly #async: AsyncInvocations;
  #functions: ReadonlySet<string> = new Set();

  constructor(context: ServiceContext, async: AsyncInvocations) {
    this.#context = context;
    this.#async = async;
  }

  configure(functions: readonly FunctionServices[]): void {
    this.#functions = new Set(functions.map(({ name }) => name));
  }

  /** `caller`: the function whose code calls; absent when a person does. */
  call(operation: string, input: Readonly<Record<string, unknown>>, reply: Reply, caller: string | undefined): void {
    if (operation !== "Invoke")
      throw new ServiceError("UnknownOperationException", `Lambda's ${operation} is not in this playground: Invoke is.`);
    const name = this.#nameOf(input.FunctionName);
    const { InvocationType: type = "RequestResponse", Payload: payload = "null" } = input;
    if (type === "DryRun") return reply({ ok: true, output: { StatusCode: 204 } });
    if (type !== "Event" && type !== "RequestResponse") {
      const known = "Member must satisfy enum value set: [Event, RequestResponse, DryRun]";
      throw new ServiceError(
        "ValidationException",
        `1 validation error detected: Value '${String(type)}' at 'invocationType' failed to satisfy constraint: ${known}`,
      );
    }
    const event = jsonText(payload, type);
    if (caller !== undefined) this.#context.passed(`function:${caller}`, `function:${name}`);
    if (type === "Event") {
      const RequestId = this.#async.accept({ functionName: name, event, source: caller === undefined ? "async" : "function" });
      return reply({ ok: true, output: { StatusCode: 202, RequestId } });
    }
    this.#context.invoke({ functionName: name, event, source: "function" }, (outcome) =>
      reply(answerOf(outcome, input.LogType === "Tail")),
    );
  }

  #nameOf(given: unknown): string {
    if (typeof given !== "string" || given === "")
      throw new ServiceError(
        "ValidationException",
        "1 validation error detected: Value null at 'functionName' failed to satisfy constraint: Member must not be null",
      );
    const unqualified = given.replace(/:\$LATEST$/, "");
    const name = unqualified.includes(":") ? nameIn(unqualified) : unqualified;
    if (this.#functions.has(name)) return name;
    throw new ServiceError("ResourceNotFoundException", `Function not found: ${functionArn(name)}`, 404, { Type: "User" });
  }
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
  const bytes = text.length * 3 <= limitBytes ? 0 : utf8Bytes(text);
  if (bytes <= limitBytes) return text;
  const message = `${bytes} byte payload is too large for the ${type} invocation type (limit ${limitBytes} bytes)`;
  throw new ServiceError("RequestTooLargeException", message, 413, { Type: "User" });
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

function answerOf({ status, payload, error, logTailBase64 }: DeliveryOutcome, withLog: boolean): Parameters<Reply>[0] {
  if (status === "throttled") {
    const details = { Reason: "ConcurrentInvocationLimitExceeded", Type: "User" };
    return { ok: false, error: { code: "TooManyRequestsException", message: "Rate Exceeded.", status: 429, details } };
  }
  const failed = status === "ok" ? {} : { FunctionError: "Unhandled" };
  const log = withLog && logTailBase64 !== undefined ? { LogResult: logTailBase64 } : {};
  const text = status === "ok" ? (payload ?? "null") : JSON.stringify(error ?? {});
  return { ok: true, output: { StatusCode: 200, ExecutedVersion: "$LATEST", ...failed, ...log, Payload: text } };
}
