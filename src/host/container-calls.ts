/**
 * Answers what functions call: services through the desk, with S3's bytes taken out and put back, and the network through
 * its gate. Each call is noted for the invocation that made it.
 */
import type { ServiceCallTrace } from "../platform/results.ts";
import type { ContentRef, JsonObject, ServiceCall, ServiceName, SetOff } from "../platform/services/service-call.ts";
import type { Caller } from "../platform/services/services.ts";
import { type ContentStore, isContentRef } from "./content-store.ts";
import { createNetworkGate, type NetworkRules } from "./network-gate.ts";
import { ProblemError } from "./problem.ts";
import { type CallAnswer, type ContainerCall, INTERNAL_FAILURE } from "./service-calls.ts";
import type { ServiceDesk } from "./service-desk.ts";
import { rootOf } from "./trace-id.ts";

/** What functions may call; the page's own controls are not among it. */
const SERVICES: ReadonlySet<string> = new Set<ServiceName>([
  "s3",
  "dynamodb",
  "sqs",
  "sns",
  "events",
  "lambda",
  "secretsmanager",
  "ssm",
  "cloudwatch",
]);

const EMPTY = new Uint8Array();

export interface ContainerCallsOptions {
  readonly desk: Pick<ServiceDesk, "call">;
  readonly contents: ContentStore;
  readonly network: () => NetworkRules;
  nowMs(): number;
  /** `requestId` is absent during init. */
  called(requestId: string | undefined, trace: ServiceCallTrace): void;
  /** The X-Ray header of a request under way. */
  traceOf(requestId: string | undefined): string | undefined;
}

export type AnswerCall = (call: ContainerCall) => Promise<CallAnswer>;

export function createContainerCalls({ desk, contents, network, nowMs, called, traceOf }: ContainerCallsOptions): AnswerCall {
  const gate = createNetworkGate(network);
  const callService = async (service: ServiceName, asked: ContainerCall, setOff: (what: SetOff) => void): Promise<CallAnswer> => {
    const { call } = asked;
    const caller = callerOf(asked, traceOf(asked.requestId));
    const input = service === "s3" ? await withContentKept(contents, call) : call.input;
    const answer = await desk.call({ service, operation: call.operation, input: input as JsonObject } satisfies ServiceCall, caller);
    setOff(answer);
    if (!answer.ok) {
      const { code, message, status, details } = answer.error;
      return { status, error: { code, message, ...(details === undefined ? {} : { details }) } };
    }
    const { Body: content, Range: range, ...output } = answer.output;
    if (service !== "s3" || !isContentRef(content)) return { status: 200, output: answer.output };
    return { status: 200, output, body: await bytesOf(contents, content, range) };
  };

  const answerOf = async (asked: ContainerCall, setOff: (what: SetOff) => void): Promise<CallAnswer> => {
    const { service } = asked.call;
    try {
      if (service === "network") return await gate.fetch(asked.call);
      return isService(service) ? await callService(service, asked, setOff) : unknownService(service);
    } catch (reason) {
      return failureOf(reason);
    }
  };

  return async (asked) => {
    const { service, operation, input } = asked.call;
    const startedMs = nowMs();
    let trail: SetOff = {};
    const answer = await answerOf(asked, ({ eventIds, invoked }) => {
      trail = { ...(eventIds ? { eventIds } : {}), ...(invoked === undefined ? {} : { invoked }) };
    });
    const durationMs = nowMs() - startedMs;
    const what = { service, operation, target: targetOf(input), atMs: startedMs, durationMs, status: answer.status, ...trail };
    called(asked.requestId, answer.error ? { ...what, error: answer.error.code } : what);
    return answer;
  };
}

/** During init there is no request that could be the cause of anything. */
function callerOf({ functionName, requestId }: ContainerCall, traceHeader: string | undefined): Caller {
  return {
    from: functionName,
    ...(requestId === undefined ? {} : { requestId }),
    ...(traceHeader === undefined ? {} : { traceId: rootOf(traceHeader) }),
  };
}

function isService(service: string): service is ServiceName {
  return SERVICES.has(service);
}

function unknownService(service: string): CallAnswer {
  const message = `The service "${service}" is not in this playground. There are: ${[...SERVICES].join(", ")}.`;
  return { status: 400, error: { code: "UnknownOperationException", message } };
}

/** The browser lost an object's bytes, has no room for more, or a service failed by itself. */
function failureOf(reason: unknown): CallAnswer {
  if (reason instanceof ProblemError) {
    const { code } = INTERNAL_FAILURE.error;
    return { status: INTERNAL_FAILURE.status, error: { code, message: `${reason.message} ${reason.remedy}` } };
  }
  return INTERNAL_FAILURE;
}

/** S3's bytes are kept, and the service gets their reference. */
async function withContentKept(contents: ContentStore, { operation, input, body }: ContainerCall["call"]): Promise<object> {
  const takesContent = operation === "PutObject" || operation === "UploadPart";
  return takesContent ? { ...input, Body: { ...(await contents.keep(body ?? EMPTY)) } } : input;
}

/** A copy: the answer is given away to the container. */
async function bytesOf(contents: ContentStore, content: ContentRef, range: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await contents.read(content);
  const { start, end } = (range ?? {}) as { readonly start?: number; readonly end?: number };
  return bytes.slice(start ?? 0, end === undefined ? undefined : end + 1);
}

/** What the call is about, in one word: the bucket and key, the queue, the address. */
function targetOf(input: Readonly<Record<string, unknown>>): string {
  const { Bucket, Key, TableName, QueueUrl, TopicArn, FunctionName, SecretId, Name, url } = input;
  const named = [TableName, QueueUrl, TopicArn, FunctionName, SecretId, Name].find((name) => typeof name === "string");
  if (typeof url === "string") return url.slice(0, 200);
  if (typeof Bucket === "string") return typeof Key === "string" ? `${Bucket}/${Key}`.slice(0, 200) : Bucket;
  return typeof named === "string" ? (named.split(/[:/]/).at(-1) ?? named).slice(0, 200) : "";
}
