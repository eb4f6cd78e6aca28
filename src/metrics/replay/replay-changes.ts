/** What a replay changes of what was recorded. Everything that is absent stays as it was. */
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";

export interface FunctionChanges {
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  /** null takes it away. */
  readonly reservedConcurrency?: number | null;
  readonly provisionedConcurrency?: number | null;
}

export interface ReplayChanges {
  /** Another provider: its idle lifetime and concurrency come with it, unless `settings` says otherwise. */
  readonly profile?: ProviderProfile;
  readonly settings?: Partial<PlatformSettings>;
  /** By name. */
  readonly functions?: Readonly<Record<string, FunctionChanges>>;
  /**
   * What share of the handler's time is computing, 0 to 1, as the person says it: that is scaled with memory, and billed
   * by a provider that bills the processor's time. Where absent nothing is scaled, and all of it is billed.
   */
  readonly cpuBoundShare?: number;
  /** The recording's where absent. */
  readonly seed?: number;
}

export interface ReplayNames {
  readonly id: string;
  readonly name: string;
}
