/** What a set-up runs under: the platform's settings, the traffic plan with its seed, what the bill is held against. */
import type { PlatformSettings } from "../../platform/function-config.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { isAmount } from "./request-draft.ts";

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

const PATTERNS = ["steady", "burst", "spike", "ramp", "day"] as const;

export function parseSettings(input: unknown): PlatformSettings | undefined {
  if (!isRecord(input)) return undefined;
  const { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning } = input;
  if (!isAmount(accountConcurrency) || !isAmount(browserContainerLimit) || !isAmount(idleLifetimeMs)) return undefined;
  if (typeof billInit !== "boolean" || typeof modelProvisioning !== "boolean") return undefined;
  return { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning };
}

export function parseBill(input: unknown): BillSettings | undefined {
  if (!isRecord(input) || typeof input.serverId !== "string" || typeof input.freeTier !== "boolean") return undefined;
  return { serverId: input.serverId, loadBalancer: input.loadBalancer === true, freeTier: input.freeTier };
}

export function parseLoadDraft(input: unknown): LoadDraft | undefined {
  if (!isRecord(input)) return undefined;
  const { by, requests, durationS, pace, ratePerSecond, concurrency, seed } = input;
  const pattern = PATTERNS.find((known) => known === input.pattern);
  if ((by !== "requests" && by !== "duration") || (pace !== "rate" && pace !== "concurrency") || !pattern) return undefined;
  if (!isAmount(requests) || !isAmount(durationS) || !isAmount(ratePerSecond) || !isAmount(concurrency) || !isAmount(seed))
    return undefined;
  return { by, requests, durationS, pace, ratePerSecond, concurrency, pattern, seed };
}
