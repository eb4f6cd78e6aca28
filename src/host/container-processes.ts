/**
 * The containers' processes as this page knows them: which request each was given, and what it has said. What a process
 * says is believed only where it fits what the page itself saw, and is then told as a fact; one that lies is ended.
 */
import type { ExitCause, PlatformInput } from "../platform/inputs.ts";
import type { StreamedPayload } from "../platform/results.ts";
import { MESSAGES_PER_INVOCATION, OPEN_SERVICE_CALLS, SERVICE_CALLS_PER_INVOCATION } from "../protocol/bounds.ts";
import type { FromContainer } from "../protocol/from-container.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { DeployedVersion } from "./deployed-version.ts";
import { addLines, emptyLogBook, type LogBook } from "./invocation-desk.ts";
import { environmentOf, identityOf, logStreamName } from "./lambda-identity.ts";
import type { PlatformClock } from "./platform-clock.ts";
import type { SandboxClient } from "./sandbox-client.ts";
import { answerMessage, type CallAnswer, type ContainerCall, INTERNAL_FAILURE, readCall } from "./service-calls.ts";

const MB = 1_048_576;
const TMP_LIMIT_BYTES = 512 * MB;
/** How much longer than this page saw a request take may a container claim that it took: two clocks, read at different ends. */
const CLAIM_SLACK_MS = 50;

interface Process {
  readonly deployed: DeployedVersion;
  readonly streamName: string;
  initLogs: LogBook;
  /** What it was given and has not answered. */
  request: ProcessRequest | undefined;
  dispatchedMs: number;
  messages: number;
  /** Calls of services since the last request, and those without an answer yet. */
  calls: number;
  openCalls: number;
  maxHeapBytes: number;
}

export interface ProcessRequest {
  readonly requestId: string;
  readonly event: string;
  readonly traceId: string;
  readonly logs: LogBook;
}

/** What a handler gave back. */
export type Answer = { readonly payload: string } | { readonly stream: StreamedPayload };

export interface ProcessListener {
  /** Before the fact that the invocation is over. */
  answered(requestId: string, answer: Answer): void;
  happened(fact: PlatformInput): void;
  /** User code calls a service; the answer goes to the process that asked, if that still lives. */
  called(call: ContainerCall): Promise<CallAnswer>;
}

type Answered = Extract<FromContainer, { requestId: string }>;
type ServiceCallMessage = Extract<FromContainer, { type: "service-call" }>;

export class ContainerProcesses {
  readonly #processes = new Map<string, Process>();
  readonly #sandbox: SandboxClient;
  readonly #clock: PlatformClock;
  readonly #listener: ProcessListener;
  readonly #footprintMb: number;

  constructor(sandbox: SandboxClient, clock: PlatformClock, runtimeFootprintMb: number, listener: ProcessListener) {
    this.#sandbox = sandbox;
    this.#clock = clock;
    this.#listener = listener;
    this.#footprintMb = runtimeFootprintMb;
  }

  start(containerId: string, deployed: DeployedVersion, mode: "fresh" | "reset", provisioned = false): void {
    const { definition } = deployed;
    const before = this.#processes.get(containerId);
    const streamName = before?.streamName ?? logStreamName(this.#clock.nowMs(), crypto.randomUUID().replaceAll("-", ""));
    const identity = identityOf(definition, streamName);
    this.#processes.set(containerId, {
      deployed,
      streamName,
      // What an init said that is begun again belongs to the same request.
      initLogs: before?.initLogs ?? emptyLogBook(),
      request: undefined,
      dispatchedMs: performance.now(),
      messages: 0,
      calls: 0,
      openCalls: 0,
      maxHeapBytes: 0,
    });
    this.#sandbox.start({
      containerId,
      mode,
      bundle: deployed.script,
      builtins: deployed.builtins,
      tmpLimitBytes: TMP_LIMIT_BYTES,
      init: {
        type: "init",
        protocol: PROTOCOL_VERSION,
        runtime: definition.nodeRuntime,
        handler: definition.handler,
        environment: environmentOf(definition, identity, provisioned),
        identity,
        taskFiles: definition.files,
        logFormat: definition.logFormat ?? "Text",
        clockOffsetMs: this.#clock.offsetMs(),
      },
    });
  }

  run(containerId: string, request: ProcessRequest, deadlineMs: number): void {
    const process = this.#processes.get(containerId);
    if (!process) return;
    process.request = request;
    process.dispatchedMs = performance.now();
    process.messages = 0;
    process.calls = 0;
    this.#sandbox.invoke(containerId, {
      type: "invoke",
      requestId: request.requestId,
      event: request.event,
      remainingMs: Math.max(0, deadlineMs - this.#clock.nowMs()),
      traceId: request.traceId,
      clockOffsetMs: this.#clock.offsetMs(),
    });
  }

  /** Ends the process, keeps the environment. */
  endProcess(containerId: string): void {
    const process = this.#processes.get(containerId);
    if (process) process.request = undefined;
    this.#sandbox.endProcess(containerId);
  }

  remove(containerId: string): void {
    this.#processes.delete(containerId);
    this.#sandbox.remove(containerId);
  }

  removeAll(): void {
    for (const containerId of [...this.#processes.keys()]) this.remove(containerId);
  }

  deployedIn(containerId: string): DeployedVersion | undefined {
    return this.#processes.get(containerId)?.deployed;
  }

  /** What init wrote, for the first request that is over since. */
  takeInitLogs(containerId: string): LogBook | undefined {
    const process = this.#processes.get(containerId);
    const logs = process?.initLogs;
    if (process) process.initLogs = emptyLogBook();
    return logs;
  }

  hear(containerId: string, message: FromContainer): void {
    const process = this.#processes.get(containerId);
    if (!process) return;
    if (message.type === "service-call") return this.#called(containerId, process, message);
    process.messages += 1;
    if (process.messages > MESSAGES_PER_INVOCATION) return this.#endLiar(containerId, "too many messages");
    if (message.type === "logs") return addLines(process.request?.logs ?? process.initLogs, message.lines, message.dropped);
    const claimedMs = "initMs" in message ? message.initMs : message.durationMs;
    if (claimedMs > performance.now() - process.dispatchedMs + CLAIM_SLACK_MS)
      return this.#endLiar(containerId, "more time than the page saw");
    const atMs = this.#clock.nowMs();
    switch (message.type) {
      case "initialized":
        return this.#listener.happened({ type: "container-initialized", atMs, containerId, initMs: message.initMs });
      case "init-failed":
        return this.#listener.happened({ type: "container-init-failed", atMs, containerId, initMs: message.initMs, error: message.error });
      case "exiting": {
        const error = message.error ? { error: message.error } : {};
        return this.exited(containerId, { kind: "exit", code: message.code, ...error }, message.durationMs);
      }
      default:
        return this.#answered(containerId, process, message);
    }
  }

  #answered(containerId: string, process: Process, message: Answered): void {
    const { requestId, durationMs } = message;
    if (requestId !== process.request?.requestId) return this.#endLiar(containerId, "an answer to a request it was not given");
    process.request = undefined;
    if (message.type === "completed") this.#listener.answered(requestId, { payload: message.payload });
    else if (message.type === "streamed") this.#listener.answered(requestId, { stream: streamOf(message) });
    const error = message.type === "failed" ? { error: message.error } : {};
    const atMs = this.#clock.nowMs();
    this.#listener.happened({ type: "invocation-completed", atMs, containerId, requestId, durationMs, ...error, ...heapOf(process) });
  }

  #called(containerId: string, process: Process, message: ServiceCallMessage): void {
    process.calls += 1;
    if (process.calls > SERVICE_CALLS_PER_INVOCATION) return this.#endLiar(containerId, "too many calls of services");
    if (process.openCalls >= OPEN_SERVICE_CALLS) return this.#endLiar(containerId, "too many calls of services at a time");
    const call = readCall(message);
    if (!call) return this.#endLiar(containerId, "a call of a service whose input is no JSON object");
    process.openCalls += 1;
    const answered = (answer: CallAnswer) => {
      process.openCalls -= 1;
      if (this.#processes.get(containerId) === process) this.#sandbox.answer(containerId, answerMessage(message.callId, answer));
    };
    const { name: functionName } = process.deployed.definition;
    const requestId = process.request?.requestId;
    this.#listener.called({ containerId, functionName, requestId, call }).then(answered, () => answered(INTERNAL_FAILURE));
  }

  #endLiar(containerId: string, detail: string): void {
    this.#sandbox.endProcess(containerId);
    this.exited(containerId, { kind: "protocol-violation", detail });
  }

  exited(containerId: string, cause: ExitCause, claimedMs?: number, atMs = this.#clock.nowMs()): void {
    const process = this.#processes.get(containerId);
    if (!process) return;
    const duration = process.request ? { durationMs: claimedMs ?? performance.now() - process.dispatchedMs } : {};
    process.request = undefined;
    this.#listener.happened({ type: "container-exited", atMs, containerId, cause, ...duration, ...heapOf(process) });
  }

  /** Over the limit while it runs: killed, the way a platform kills. The runtime's own footprint is the profile's (modelled), the heap is measured. */
  weigh(bytes: ReadonlyMap<string, number>): void {
    for (const [containerId, heapBytes] of bytes) {
      const process = this.#processes.get(containerId);
      if (!process) continue;
      process.maxHeapBytes = Math.max(process.maxHeapBytes, heapBytes);
      const usedMb = Math.ceil(this.#footprintMb + heapBytes / MB);
      if (!process.request || usedMb <= process.deployed.definition.memoryMb) continue;
      this.#sandbox.endProcess(containerId);
      this.exited(containerId, { kind: "out-of-memory", usedMb });
    }
  }

  /** The frame's process is gone, and with it all of these. */
  loseAll(atMs: number): { readonly containers: number; readonly running: number } {
    const lost = [...this.#processes];
    const running = lost.filter(([, { request }]) => request !== undefined).length;
    for (const [containerId] of lost) this.exited(containerId, { kind: "out-of-memory" }, undefined, atMs);
    return { containers: lost.length, running };
  }
}

function heapOf({ maxHeapBytes }: Process): { readonly maxHeapBytes?: number } {
  return maxHeapBytes > 0 ? { maxHeapBytes } : {};
}

function streamOf({ contentType, body, prelude, error }: Extract<FromContainer, { type: "streamed" }>): StreamedPayload {
  return {
    contentType,
    body,
    ...(prelude === undefined ? {} : { prelude: JSON.parse(prelude) as unknown }),
    // The trailer names the error's type and message; its trace is in the log.
    ...(error ? { errorTrailer: { errorType: error.errorType, errorMessage: error.errorMessage } } : {}),
  };
}
