/** Requests for tests of the bill: ended as asked, billed by the platform's own rule. */
import { billInvocation, NO_SPLIT, NOTHING_BILLED } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { RowSource } from "../history/history-rows.ts";
import { newRun, type RunHistory, recordRun } from "../history/run-history.ts";

export interface RequestUnderTest
  extends Partial<Pick<RowSource, "functionName" | "version" | "status" | "because" | "reason" | "arrivedAtMs">> {
  readonly id?: number;
  readonly initMs?: number;
  readonly durationMs?: number;
  readonly memoryMb?: number;
  readonly billInit?: boolean;
}

export function requestUnderTest(request: RequestUnderTest = {}, profile: ProviderProfile = awsLambda): RowSource {
  const { id = 0, initMs = 0, durationMs = 10, memoryMb = 128, billInit = true, arrivedAtMs = 1_000, status = "ok" } = request;
  const { functionName = "hello", version = "1", because = "reused", reason = because } = request;
  const throttled = status === "throttled";
  return {
    requestId: `00000000-0000-4000-8000-${id.toString(16).padStart(12, "0")}`,
    functionName,
    version,
    status,
    memoryMb,
    coldStart: !throttled && initMs > 0,
    because,
    reason,
    trigger: "http",
    arrivedAtMs,
    endedAtMs: arrivedAtMs + (throttled ? 0 : initMs + durationMs),
    queueMs: 0,
    provisionMs: 0,
    initMs: throttled ? 0 : initMs,
    durationMs: throttled ? 0 : durationMs,
    ...(throttled
      ? { billed: NOTHING_BILLED, split: NO_SPLIT }
      : billInvocation({ durationMs, initMs, memoryMb, billInit, provisioned: because === "provisioned" }, profile)),
  };
}

export function runUnderTest(requests: readonly RowSource[], startedAtMs = 1_000): RunHistory {
  return recordRun(newRun(startedAtMs), { ended: requests, fleet: [], events: [] });
}

/** Of three functions, some cold, failed or throttled, over some two minutes; in order of their end. */
export function randomRequests(seed: number, count: number, profile: ProviderProfile = awsLambda): readonly RowSource[] {
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least));
  const steps = (mostMs: number): number => between(0, mostMs * 100) / 100;
  return Array.from({ length: count }, (_, id) => {
    const place = between(0, 3);
    const requested: RequestUnderTest = {
      id,
      functionName: ["get", "make", "index"][place] ?? "get",
      memoryMb: [128, 1_024, 512][place] ?? 128,
      version: String(between(1, 3)),
      status: (["ok", "ok", "ok", "error", "timeout", "crashed", "throttled"] as const)[between(0, 7)] ?? "ok",
      because: random() < 0.1 ? "provisioned" : "reused",
      arrivedAtMs: 1_000 + between(0, 120_000),
      initMs: random() < 0.2 ? between(1, 40_000) / 100 : 0,
      durationMs: steps(90),
      billInit: random() < 0.8,
    };
    return requestUnderTest(requested, profile);
  }).sort((a, b) => a.endedAtMs - b.endedAtMs);
}
