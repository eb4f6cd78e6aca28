/** A container's calls of services: who hears them, what comes back, and what ends a container that overdoes it. */
import { describe, expect, test } from "vitest";
import type { PlatformInput } from "../platform/inputs.ts";
import { OPEN_SERVICE_CALLS, SERVICE_CALLS_PER_INVOCATION } from "../protocol/bounds.ts";
import type { FromContainer } from "../protocol/from-container.ts";
import type { ServiceAnswerMessage } from "../protocol/to-container.ts";
import { ContainerProcesses } from "./container-processes.ts";
import { deployedVersion } from "./deployed-version.ts";
import { emptyLogBook } from "./invocation-desk.ts";
import type { PlatformClock } from "./platform-clock.ts";
import type { SandboxClient } from "./sandbox-client.ts";
import type { CallAnswer, ContainerCall } from "./service-calls.ts";

const definition = {
  name: "orders",
  handler: "index.handler",
  nodeRuntime: "nodejs22.x",
  memoryMb: 128,
  timeoutMs: 3_000,
  environment: {},
  files: {},
} as const;
const deployed = deployedVersion("1", definition, { code: "", sourceMap: "{}", packageBytes: 0, builtins: [] }, []);

function setUp() {
  const heard: ContainerCall[] = [];
  const answers: ServiceAnswerMessage[] = [];
  const facts: PlatformInput[] = [];
  const pending: { resolve(answer: CallAnswer): void; reject(reason: unknown): void }[] = [];
  const sandbox = {
    start: () => {},
    invoke: () => {},
    endProcess: () => {},
    remove: () => {},
    answer: (_containerId: string, message: ServiceAnswerMessage) => void answers.push(message),
  } as unknown as SandboxClient;
  const clock = { nowMs: () => 0, offsetMs: () => 0 } as unknown as PlatformClock;
  const processes = new ContainerProcesses(sandbox, clock, 40, {
    answered: () => {},
    happened: (fact) => void facts.push(fact),
    called: (call) => {
      heard.push(call);
      return new Promise((resolve, reject) => pending.push({ resolve, reject }));
    },
  });
  processes.start("c-1", deployed, "fresh");
  const say = (message: Partial<Extract<FromContainer, { type: "service-call" }>> = {}) =>
    processes.hear("c-1", { type: "service-call", callId: 1, service: "sqs", operation: "SendMessage", input: "{}", ...message });
  const run = (requestId: string) => processes.run("c-1", { requestId, event: "{}", traceId: "", logs: emptyLogBook() }, 1_000);
  return { processes, heard, answers, facts, pending, say, run };
}

/** Promises that are settled have been heard by then. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a call", () => {
  test("is told with who makes it, during init without a request", () => {
    const { heard, say, run } = setUp();
    say({ input: '{"QueueUrl":"q"}' });
    run("r-1");
    say({ callId: 2, service: "s3", operation: "PutObject", input: "{}", body: new Uint8Array([1]) });
    expect(heard).toEqual([
      {
        containerId: "c-1",
        functionName: "orders",
        requestId: undefined,
        call: { service: "sqs", operation: "SendMessage", input: { QueueUrl: "q" } },
      },
      {
        containerId: "c-1",
        functionName: "orders",
        requestId: "r-1",
        call: { service: "s3", operation: "PutObject", input: {}, body: new Uint8Array([1]) },
      },
    ]);
  });

  test("of Lambda has its payload as text", () => {
    const { heard, say } = setUp();
    say({ service: "lambda", operation: "Invoke", input: '{"FunctionName":"f"}', body: new TextEncoder().encode('{"é":1}') });
    expect(heard[0]?.call).toEqual({ service: "lambda", operation: "Invoke", input: { FunctionName: "f", Payload: '{"é":1}' } });
  });

  test("is answered under its number; a service that fails by itself answers as AWS's do", async () => {
    const { answers, pending, say } = setUp();
    say({ callId: 7 });
    say({ callId: 8 });
    pending[1]?.resolve({ status: 200, output: { MessageId: "m" }, body: new Uint8Array([1]) });
    pending[0]?.reject(new Error("a bug"));
    await settled();
    expect(answers).toMatchObject([
      { type: "service-answer", callId: 8, status: 200, output: '{"MessageId":"m"}', body: new Uint8Array([1]) },
      { type: "service-answer", callId: 7, status: 500, error: { code: "InternalFailure" } },
    ]);
  });

  test("is not answered to the process that came after the one that asked", async () => {
    const { answers, pending, processes, say } = setUp();
    say();
    processes.start("c-1", deployed, "reset");
    pending[0]?.resolve({ status: 200 });
    await settled();
    expect(answers).toEqual([]);
  });
});

describe("a container that overdoes it is ended", () => {
  const violation = (facts: readonly PlatformInput[]) =>
    facts.map((fact) => (fact.type === "container-exited" && fact.cause.kind === "protocol-violation" ? fact.cause.detail : fact.type));

  test.each(["", "{", "null", "[]", '"text"', "1"])("by an input that is no JSON object: %j", (input) => {
    const { facts, heard, say } = setUp();
    say({ input });
    expect(violation(facts)).toEqual(["a call of a service whose input is no JSON object"]);
    expect(heard).toEqual([]);
  });

  test("by more open calls than the bound", () => {
    const { facts, say } = setUp();
    for (let at = 0; at < OPEN_SERVICE_CALLS; at += 1) say({ callId: at });
    expect(facts).toEqual([]);
    say({ callId: OPEN_SERVICE_CALLS });
    expect(violation(facts)).toEqual(["too many calls of services at a time"]);
  });

  test("by more calls than one invocation may make; the next one counts anew", async () => {
    const { facts, pending, say, run } = setUp();
    const call = async (times: number) => {
      for (let at = 0; at < times; at += 1) {
        say();
        if (pending.length === OPEN_SERVICE_CALLS || at === times - 1) {
          for (const { resolve } of pending.splice(0)) resolve({ status: 200 });
          await settled();
        }
      }
    };
    await call(SERVICE_CALLS_PER_INVOCATION);
    run("r-1");
    await call(SERVICE_CALLS_PER_INVOCATION);
    expect(facts).toEqual([]);
    say();
    expect(violation(facts)).toEqual(["too many calls of services"]);
  });
});
