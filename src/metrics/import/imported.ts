/** What comes out of an import: a recording, what was wrong with which line, and what had to be assumed. */
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { ProfileId } from "../../platform/profiles/provider-profile.ts";
import type { Recording } from "../replay/recording.ts";

export interface ImportProblem {
  /** Counted from 1. */
  readonly line: number;
  /** "line 7: no Duration. Left out." */
  readonly message: string;
}

export interface Imported {
  /** Absent where nothing of the text could be used. */
  readonly recording?: Recording;
  /** The first of them; `moreProblems` says how many there are beyond. */
  readonly problems: readonly ImportProblem[];
  readonly moreProblems: number;
  readonly lines: number;
  /** Lines have no moment of their own: the person chooses how they are spread. */
  readonly needsSpread: boolean;
  /** Of some no duration is known: the person chooses one. */
  readonly needsDuration: boolean;
}

/** How requests without a moment of their own are laid out in time. An assumption; the recording says so. */
export type Spread =
  /** Each begins when the one before it has ended. */
  { readonly type: "one-after-another" } | { readonly type: "rate"; readonly perSecond: number } | { readonly type: "all-at-once" };

export interface ImportOptions {
  readonly name: string;
  /** Of lines that name no function. */
  readonly functionName: string;
  readonly settings: PlatformSettings;
  readonly profileId: ProfileId;
  /** "one-after-another" where absent. */
  readonly spread?: Spread;
  readonly seed?: number;
  /** When requests without a moment of their own begin; 0 where absent. */
  readonly startedAtMs?: number;
  /** Of functions that the text says nothing about. */
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** Of requests of which no duration is known. */
  readonly durationMs: number;
}
