/** One execution environment as every view sees it. Only the fleet changes it. */

export type ContainerPhase = "provisioning" | "initializing" | "busy" | "idle" | "evicted" | "failed";

export interface ContainerSnapshot {
  /** "c-01", "c-02", … in order of birth, unique for the life of the platform. */
  readonly id: string;
  readonly functionName: string;
  readonly version: string;
  readonly memoryMb: number;
  readonly phase: ContainerPhase;
  readonly phaseSinceMs: number;
  readonly bornAtMs: number;
  /** Why it was started: "First request after deploy. Nothing was running." */
  readonly startReason: string;
  /** Kept ready whether anything arrives or not. */
  readonly provisioned?: true;
  /** When module scope was last evaluated; undefined until the first init ends. */
  readonly initializedAtMs?: number;
  readonly initMs?: number;
  readonly served: number;
  /** The request it was started for or runs. */
  readonly requestId?: string;
  /** When idle: the moment it will be evicted. */
  readonly evictsAtMs?: number;
  /** When evicted or failed: why, in words. */
  readonly endReason?: string;
  /** After a crash or timeout: the environment is kept, its process is not; the next invocation runs init again. */
  readonly needsReset: boolean;
  /** A version that was replaced: it finishes what it runs and is then gone. */
  readonly retired: boolean;
}
