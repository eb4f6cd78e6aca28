/** What of the open project is in storage, what of it is not yet, and how a copy of it is called. */
import { MAX_NAME_CHARS } from "./project/schema.ts";
import { sameFields } from "./store/edited.ts";
import type { Coldstart } from "./store/intents.ts";
import { savedPage, savedWork } from "./store/saved-state.ts";

/** The open project, and what of it is in storage. */
export interface Held {
  readonly id: string;
  revision: number;
  project?: Coldstart["project"] | undefined;
  work?: ReturnType<typeof savedWork> | undefined;
}

export function keptOf(state: Coldstart): Pick<Held, "project" | "work"> {
  return { project: state.project, work: savedWork(state) };
}

export interface Snapshot {
  readonly held: Held;
  readonly project: Coldstart["project"];
  /** Changes when another project is opened, not when this one is edited. */
  readonly opened: number;
  readonly work: ReturnType<typeof savedWork>;
  readonly page: ReturnType<typeof savedPage>;
}

export function snapshot(state: Coldstart, held: Held): Snapshot {
  return { held, project: state.project, opened: state.projectsOpened, work: savedWork(state), page: savedPage(state) };
}

/** "photos" becomes "photos 2", "photos 2" becomes "photos 3". */
export function copyName(name: string): string {
  const [, base = name, number] = /^(.*?)(?: (\d{1,6}))?$/.exec(name) ?? [];
  return `${base.slice(0, MAX_NAME_CHARS - 8)} ${number === undefined ? 2 : Number(number) + 1}`;
}

export function isUnsaved({ held, project, work }: Snapshot): boolean {
  return project !== held.project || held.work === undefined || !sameFields(work, held.work);
}
