/**
 * A set-up: all that a person can hand on. A link, a zip, a lesson and an example each hold one, and storage keeps one
 * beside what is a person's alone (history, consent, trust), which is no part of it.
 */
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { ServiceRef } from "../../platform/services/service-ref.ts";
import type { Project } from "../schema.ts";
import type { ClassResult, Classroom } from "./classroom.ts";
import type { BillSettings, LoadDraft } from "./plan.ts";
import type { RequestDraft, SavedEvent } from "./request-draft.ts";

export interface FileRef {
  readonly functionName: string;
  readonly path: string;
}

export function sameFile(a: FileRef | undefined, b: FileRef | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.functionName === b.functionName && a.path === b.path);
}

/** What is looked at. */
export interface Panels {
  readonly view: "build" | "map" | "observe";
  readonly mobilePane: "code" | "trigger" | "fleet" | "map" | "observe" | "lesson";
  readonly openTabs: readonly FileRef[];
  readonly activeFile?: FileRef;
  readonly activeFunction: string;
  readonly openService?: ServiceRef;
  readonly observeTab: "overview" | "latency" | "bill" | "requests" | "logs" | "traces" | "why" | "replay";
  /** The filter of Observe, as typed. */
  readonly observeQuery: string;
}

/** Of what is absent, the page's own stays. */
export interface Setup {
  readonly project: Project;
  /** By function. */
  readonly drafts?: Readonly<Record<string, RequestDraft>>;
  readonly savedEvents?: readonly SavedEvent[];
  /** The traffic plan, with its seed. */
  readonly load?: LoadDraft;
  readonly settings?: PlatformSettings;
  readonly bill?: BillSettings;
  readonly panels?: Panels;
  /** The lesson that is open beside it, by its id: "02-first-function". */
  readonly lesson?: string;
  readonly classroom?: Classroom;
  /** What came of it, sent back to whoever gave the classroom's link. */
  readonly result?: ClassResult;
  /** A recorded run, as metrics/run-file writes it: read there, not here. */
  readonly run?: unknown;
}
