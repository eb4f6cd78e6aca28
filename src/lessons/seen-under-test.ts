/** What checks are asked in tests: a run made by hand, request by request, billed by the platform's own rule. */
import { billInvocation, costUsd, NO_SPLIT, NOTHING_BILLED } from "../platform/billing.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import type { InvocationView, LogLine } from "../platform/results.ts";
import { NO_SERVICES, type ServicesView } from "../platform/services/services-view.ts";
import { NO_SERVICES_IN_PROJECT } from "../project/schema.ts";
import type { CheckResult, Seen } from "./checks.ts";

/** An hour into a day like any other. */
export const BEGAN_AT_MS = 1_767_229_200_000;

type Given = Partial<Omit<InvocationView, "logs" | "event" | "payload" | "billed" | "split" | "costUsd">> & {
  /** From the beginning of the run. */
  readonly atMs?: number;
  readonly own?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly answers?: unknown;
  readonly billInit?: boolean;
};

let asked = 0;

export function requestUnderTest(given: Given = {}): InvocationView {
  const { atMs = 0, own = [], query, answers, billInit = true, initMs = 0, durationMs = 10, memoryMb = 128, ...rest } = given;
  const { status = "ok", coldStart = initMs > 0 } = rest;
  const throttled = status === "throttled";
  const arrivedAtMs = BEGAN_AT_MS + atMs;
  const endedAtMs = arrivedAtMs + (throttled ? 0 : initMs + durationMs);
  const { billed, split } = throttled
    ? { billed: NOTHING_BILLED, split: NO_SPLIT }
    : billInvocation({ durationMs, initMs, memoryMb, billInit }, awsLambda);
  asked += 1;
  return {
    requestId: `00000000-0000-4000-8000-${asked.toString(16).padStart(12, "0")}`,
    functionName: "hello",
    version: "1",
    status,
    ...(throttled ? {} : { containerId: "c-01" }),
    coldStart,
    reason: coldStart ? "Cold: first request after deploy. Nothing was running." : "Warm: reused. It was idle, with 300 s left. No init.",
    because: coldStart ? "first-start" : "reused",
    ...{ arrivedAtMs, endedAtMs, queueMs: 0, provisionMs: 0, initMs, durationMs, memoryMb, billed, split },
    costUsd: costUsd(billed, awsLambda),
    logs: own.map((text): LogLine => ({ atMs: endedAtMs, text, level: "INFO", from: "console" })),
    event: JSON.stringify({ version: "2.0", ...(query ? { queryStringParameters: query } : {}) }),
    ...(answers === undefined ? {} : { payload: JSON.stringify(answers) }),
    trigger: "http",
    ...rest,
  };
}

export function containerUnderTest(given: Partial<ContainerSnapshot> = {}): ContainerSnapshot {
  return {
    ...{ id: "c-01", functionName: "hello", version: "1", memoryMb: 128, phase: "idle", phaseSinceMs: BEGAN_AT_MS },
    ...{ bornAtMs: BEGAN_AT_MS, startReason: "", served: 1, needsReset: false, retired: false },
    ...given,
  };
}

type GivenSeen = Partial<Omit<Seen, "services">> & {
  readonly services?: Partial<ServicesView>;
  readonly before?: readonly InvocationView[];
};

/** `before`: requests of the steps before. */
export function seenUnderTest({ before = [], services = {}, ...given }: GivenSeen = {}): Seen {
  const requests = given.requests ?? [];
  const last = [...before, ...requests].at(-1);
  return {
    nowMs: last?.endedAtMs ?? BEGAN_AT_MS,
    sinceMs: before.at(-1)?.endedAtMs ?? BEGAN_AT_MS,
    project: { name: "under-test", profile: "aws-lambda", functions: [], ...NO_SERVICES_IN_PROJECT },
    settings: {
      ...{ accountConcurrency: 1_000, browserContainerLimit: 64, idleLifetimeMs: 300_000, billInit: true, modelProvisioning: false },
    },
    deployments: {},
    containers: [],
    requests,
    allRequests: [...before, ...requests],
    fleet: [],
    events: [],
    load: undefined,
    looked: new Set(),
    guess: undefined,
    clockRate: 1,
    functionsUsd: 0,
    serverUsd: 0,
    bill: { serverId: "t3.micro", loadBalancer: false, freeTier: false },
    ...given,
    services: { ...NO_SERVICES, ...services },
  };
}

/** What is said, whatever the result. */
export function saidOf(result: CheckResult): string {
  return result.said ?? "";
}
