/**
 * What there is to explain in a run, and what explains it, as plain data: the words are the page's. A finding is one cold
 * start, throttle, retry, eviction or end of a process; a group holds those of one function that have one reason.
 */
import type { InvocationStatus } from "../../platform/invocation.ts";
import type { ReasonKind } from "../../platform/reasons.ts";
import type { Burst } from "./bursts.ts";

export type WhyKind = "cold" | "throttle" | "retry" | "eviction" | "reset";

/** A container that was busy when another was started. */
export interface BusyContainer {
  readonly containerId: string;
  readonly version: string;
  /** After the request that found it busy arrived. */
  readonly freeAfterMs: number;
}

export type RetryRule = "async-failed" | "async-throttled" | "queue" | "stream";

/** What explains one finding, with its numbers. undefined where the record does not reach back that far. */
export type Explanation =
  | {
      readonly type: "all-busy";
      /** By the platform's own count; of those, the ones that are known, the first to be free first. */
      readonly busyCount: number | undefined;
      readonly busy: readonly BusyContainer[];
    }
  | {
      readonly type: "from-zero";
      /** Why the last container before it ended, and when. */
      readonly lastEnd: { readonly containerId: string; readonly because: ReasonKind; readonly atMs: number } | undefined;
      /** How long that container had been idle. */
      readonly idleMs: number | undefined;
      /** Since the function's last request ended. */
      readonly sinceLastMs: number | undefined;
      readonly pingMinutes: number | undefined;
    }
  | {
      readonly type: "first-start";
      readonly deployedAtMs: number | undefined;
      readonly version: string;
      /** Of the version before, ended by this deploy. */
      readonly retired: number;
    }
  | { readonly type: "over-provisioned"; readonly provisioned: number | undefined }
  | {
      readonly type: "throttle";
      readonly limit: number | undefined;
      readonly account: number | undefined;
      /** Until the first of those under way was over. */
      readonly firstFreeMs: number | undefined;
      /** By function, as deployed: what is set aside for others. */
      readonly reservedElsewhere: readonly { readonly functionName: string; readonly reserved: number }[];
    }
  | {
      readonly type: "retry";
      readonly rule: RetryRule;
      /** Counted from 1. */
      readonly attempt: number;
      readonly previous:
        | {
            readonly requestId: string;
            readonly arrivedAtMs: number;
            readonly status: InvocationStatus;
            readonly error: string | undefined;
          }
        | undefined;
      /** From the end of the attempt before. */
      readonly waitedMs: number | undefined;
    }
  | {
      readonly type: "eviction";
      readonly idleMs: number | undefined;
      /** The cold start that this container would have served, had it been kept. */
      readonly next: { readonly containerId: string; readonly afterMs: number } | undefined;
      /** How long an idle container would have to be kept for that. */
      readonly lifetimeMs: number | undefined;
    }
  | {
      readonly type: "reset";
      readonly timeoutMs: number | undefined;
      /** The longest request that ended well. */
      readonly longestOkMs: number | undefined;
      readonly memory: { readonly usedMb: number; readonly limitMb: number } | undefined;
      readonly error: string | undefined;
    };

export interface Finding {
  readonly key: string;
  readonly kind: WhyKind;
  readonly atMs: number;
  readonly functionName: string;
  readonly version: string;
  readonly containerId: string | undefined;
  /** The platform's own words. */
  readonly reason: string;
  /** Init and provision that a request waited for. */
  readonly lostMs: number | undefined;
  readonly request: { readonly requestId: string; readonly arrivedAtMs: number } | undefined;
  /** What is worth looking at: from shortly before until all of it is over. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly explanation: Explanation;
}

/** The one change that would have avoided most of a group. */
export type Remedy =
  | { readonly type: "provision"; readonly containers: number; readonly usdPerMonth: number | undefined }
  | {
      readonly type: "ping";
      readonly everyMinutes: number;
      readonly usdPerMonth: number;
      /** To hold one ready instead. */
      readonly heldUsdPerMonth: number | undefined;
    }
  | { readonly type: "warm-after-deploy"; readonly deploys: number; readonly retired: number }
  /** `to`: the most that were wanted at once; undefined where nothing ran to go by. */
  | { readonly type: "raise-reserved"; readonly from: number; readonly to: number | undefined }
  | {
      readonly type: "raise-account";
      readonly from: number;
      readonly account: number | undefined;
      readonly to: number | undefined;
      readonly reserved: number;
    }
  | { readonly type: "raise-browser"; readonly from: number; readonly to: number | undefined }
  | { readonly type: "unstop" }
  | { readonly type: "fix-attempts"; readonly rule: RetryRule }
  /** `followed`: how many of the evictions a cold start followed that the container would have served. */
  | { readonly type: "longer-life"; readonly followed: number; readonly lifetimeMs: number | undefined }
  | { readonly type: "fewer-deploys"; readonly followed: number }
  | { readonly type: "not-by-hand"; readonly followed: number }
  | { readonly type: "more-room"; readonly followed: number }
  | { readonly type: "more-time"; readonly timeoutMs: number | undefined; readonly longestOkMs: number | undefined }
  | { readonly type: "more-memory"; readonly usedMb: number | undefined; readonly limitMb: number | undefined }
  | { readonly type: "fix-code" };

/** One group for each kind, reason and function. */
export function groupKey(kind: WhyKind, because: ReasonKind | RetryRule, functionName: string): string {
  return `${kind} ${because} ${functionName}`;
}

export interface WhyGroup {
  readonly key: string;
  readonly kind: WhyKind;
  readonly because: ReasonKind;
  /** Of retries. */
  readonly rule?: RetryRule;
  readonly functionName: string;
  readonly count: number;
  /** Of cold starts and throttles, oldest first. */
  readonly bursts: readonly Burst[];
  /** Init and provision that requests waited for. */
  readonly lostMs: number;
  /** What p99 of all requests would be with these left out; undefined where they are no cold starts, or nothing is left. */
  readonly p99WithoutMs: number | undefined;
  readonly remedy: Remedy;
  /** The newest is 0. */
  finding(newest: number): Finding;
}

export interface Why {
  /** In the stretch and the filter, that ran. */
  readonly ran: number;
  readonly p99Ms: number | undefined;
  readonly p99WithoutColdMs: number | undefined;
  /** Those that cost most first, kind by kind. */
  readonly groups: readonly WhyGroup[];
}
