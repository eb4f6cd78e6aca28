/** What a set-up runs under: the platform's settings, the traffic plan with its seed, what the bill is held against. */
import type { PlatformSettings } from "../../platform/function-config.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { MAX_LOAD_REQUESTS } from "../../platform/workload.ts";
import { asText, isWhole, isWithin } from "./bounds.ts";

export interface LoadDraft {
  readonly by: "requests" | "duration";
  readonly requests: number;
  readonly durationS: number;
  readonly pace: "rate" | "concurrency";
  readonly ratePerSecond: number;
  readonly concurrency: number;
  readonly pattern: "steady" | "burst" | "spike" | "ramp" | "day";
  readonly seed: number;
}

export interface BillSettings {
  readonly serverId: string;
  /** It stands before the server, and is paid with it. */
  readonly loadBalancer: boolean;
  readonly freeTier: boolean;
}

/** As far as the page's own fields go. */
const MAX_ACCOUNT_CONCURRENCY = 100_000;
const MAX_CONTAINERS = 1_000;
const DAY_MS = 86_400_000;
const DAY_S = 86_400;
const MAX_RATE_PER_SECOND = 100_000;
const MAX_AT_ONCE = 10_000;

const PATTERNS = ["steady", "burst", "spike", "ramp", "day"] as const;

export function parseSettings(input: unknown): PlatformSettings | undefined {
  if (!isRecord(input)) return undefined;
  const { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning } = input;
  if (!isWhole(accountConcurrency, 0, MAX_ACCOUNT_CONCURRENCY) || !isWhole(browserContainerLimit, 1, MAX_CONTAINERS)) return undefined;
  if (!isWithin(idleLifetimeMs, 0, DAY_MS)) return undefined;
  if (typeof billInit !== "boolean" || typeof modelProvisioning !== "boolean") return undefined;
  return { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning };
}

export function parseBill(input: unknown): BillSettings | undefined {
  const serverId = isRecord(input) ? asText(input.serverId) : undefined;
  if (!isRecord(input) || serverId === undefined || typeof input.freeTier !== "boolean") return undefined;
  return { serverId, loadBalancer: input.loadBalancer === true, freeTier: input.freeTier };
}

export function parseLoadDraft(input: unknown): LoadDraft | undefined {
  if (!isRecord(input)) return undefined;
  const { by, requests, durationS, pace, ratePerSecond, concurrency, seed } = input;
  const pattern = PATTERNS.find((known) => known === input.pattern);
  if ((by !== "requests" && by !== "duration") || (pace !== "rate" && pace !== "concurrency") || !pattern) return undefined;
  if (!isWhole(requests, 0, MAX_LOAD_REQUESTS) || !isWithin(durationS, 0, DAY_S)) return undefined;
  if (!isWithin(ratePerSecond, 0, MAX_RATE_PER_SECOND) || !isWhole(concurrency, 0, MAX_AT_ONCE) || !isWhole(seed)) return undefined;
  return { by, requests, durationS, pace, ratePerSecond, concurrency, pattern, seed };
}
