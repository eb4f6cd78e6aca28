/** What a lesson is once it is built from its folder (see build-lessons.ts): texts as plain data, a set-up to start from and one that is done. */
import type { Setup } from "../project/setup/setup.ts";
import type { SpotName } from "./spots.ts";

export interface LessonSummary {
  /** "02-first-function": the folder's name. */
  readonly id: string;
  /** Its place in the course. */
  readonly number: number;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** What it takes an unhurried learner. */
  readonly minutes: number;
  /** False: it has its place in the course and is not written yet. */
  readonly built: boolean;
}

export type Inline =
  | string
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "strong" | "em"; readonly text: readonly Inline[] }
  | { readonly type: "link"; readonly href: string; readonly text: readonly Inline[] }
  /** Of the glossary, by its id; written [[cold start]] or [[cold start|starts cold]]. */
  | { readonly type: "term"; readonly term: string; readonly text: string }
  /** Written <kbd>Ctrl Enter</kbd>. */
  | { readonly type: "key"; readonly text: string };

export type Block =
  | { readonly type: "paragraph"; readonly text: readonly Inline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: "code"; readonly language: string; readonly text: string }
  | {
      readonly type: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

/** Asked before the step is done ("how many cold starts?") or about what was seen ("what was billed?"); answered by a number. */
export interface Question {
  readonly text: string;
  /** "cold starts", "ms" */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

export interface Aside {
  readonly title: string;
  readonly text: readonly Block[];
}

export interface LessonStep {
  readonly id: string;
  readonly title: string;
  readonly text: readonly Block[];
  /** From the gentlest to the plainest. */
  readonly hints: readonly (readonly Block[])[];
  /** Opened by who wants to know. */
  readonly asides: readonly Aside[];
  readonly point?: SpotName;
  /** What a workshop leader may give it. */
  readonly minutes?: number;
  readonly question?: Question;
}

export interface Lesson extends LessonSummary {
  readonly intro: readonly Block[];
  readonly steps: readonly LessonStep[];
  /** What to read or do afterwards. */
  readonly outro: readonly Block[];
  readonly start: Setup;
  readonly solution: Setup;
  /** Suggested, never forced. */
  readonly next?: string;
}
