/**
 * A recorded run: when which function was asked for what, and how long that took. Enough to send the same again, to real
 * containers or to the platform alone. Plain data: it goes into a file as it is.
 */
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { InvocationStatus } from "../../platform/invocation.ts";
import type { ProfileId } from "../../platform/profiles/provider-profile.ts";
import type { InvocationTrigger } from "../../platform/results.ts";

export interface RecordedArrival {
  /** Since the recording began. Arrivals stand in order of it. */
  readonly offsetMs: number;
  readonly functionName: string;
  readonly trigger: InvocationTrigger;
  /** The handler's time; absent where no container took it. */
  readonly durationMs?: number;
  /** Of its own cold start; absent where it met a container that was ready. */
  readonly initMs?: number;
  /** Its duration holds an init: it was the first after a crash or a timeout. */
  readonly initInside?: true;
  readonly status: InvocationStatus;
  /** A function's call or event, a retry or an alarm brought it about: sent again, what was before it brings it about again. */
  readonly caused?: true;
  /** Place in `events`; absent where the event is no longer known. */
  readonly eventRef?: number;
}

export interface RecordedFunction {
  readonly name: string;
  readonly version: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly reservedConcurrency?: number;
  readonly provisionedConcurrency?: number;
}

export interface Recording {
  readonly name: string;
  /** Everything that is drawn in a replay is drawn from this. */
  readonly seed: number;
  readonly startedAtMs: number;
  /** How long it was recorded. */
  readonly spanMs: number;
  readonly arrivals: readonly RecordedArrival[];
  /** JSON texts, each once. */
  readonly events: readonly string[];
  /** As they were last deployed. */
  readonly functions: readonly RecordedFunction[];
  readonly settings: PlatformSettings;
  readonly profileId: ProfileId;
  /** What of it was not recorded but assumed, in words; absent where nothing was. */
  readonly assumed?: readonly string[];
}
