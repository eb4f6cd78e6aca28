/** A run as every view of Observe takes it: the one that is going on, one that was replayed, or one that a file holds. */
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import type { InvocationView } from "../../platform/results.ts";
import type { RunHistory } from "./run-history.ts";

export interface ObservedRun {
  /** "live" is the one that goes on. */
  readonly id: string;
  readonly name: string;
  /** measured: real workers ran it. modelled: the platform alone, with times taken from elsewhere. */
  readonly origin: "measured" | "modelled";
  readonly history: RunHistory;
  /** Newest last: what is known in full (logs, event, response, calls). Older requests are rows only. */
  readonly details: readonly InvocationView[];
  /** Where its time axis ends: now, or when it was over. */
  readonly untilMs: number;
  readonly profile: ProviderProfile;
  readonly settings: PlatformSettings;
}
