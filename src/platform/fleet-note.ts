/**
 * What became of containers, said as it happens: what a record of requests alone does not tell. Births, ends with the
 * platform's own reason, processes that were ended in a container that stays, deploys, and changed settings.
 */
import type { PlatformSettings } from "./function-config.ts";
import type { ReasonKind } from "./reasons.ts";

interface OfContainer {
  /** On the platform's clock. */
  readonly atMs: number;
  readonly containerId: string;
  readonly functionName: string;
  readonly version: string;
  readonly because: ReasonKind;
  readonly reason: string;
}

export type FleetNote =
  | (OfContainer & { readonly type: "started"; readonly memoryMb: number })
  /** A crash or a timeout: the environment and its /tmp stay. */
  | (OfContainer & { readonly type: "reset" })
  | (OfContainer & { readonly type: "ended"; readonly how: "evicted" | "failed"; readonly served: number })
  | {
      readonly type: "deployed";
      readonly atMs: number;
      readonly functionName: string;
      readonly version: string;
      readonly memoryMb: number;
      readonly timeoutMs: number;
      readonly reservedConcurrency?: number;
      readonly provisionedConcurrency?: number;
    }
  | { readonly type: "removed"; readonly atMs: number; readonly functionName: string }
  | { readonly type: "configured"; readonly atMs: number; readonly settings: PlatformSettings };

/** Called synchronously, in order of time; never asks anything of the platform. */
export type NoteFleet = (note: FleetNote) => void;

export const NOT_NOTED: NoteFleet = () => {};
