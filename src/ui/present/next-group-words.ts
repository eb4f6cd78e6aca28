/** What the next group of a workshop can begin with, and what of the group before goes and stays, in words. */
import { COURSE } from "../../lessons/course.ts";
import { parseSetup } from "../../project/setup/parse-setup.ts";
import { isUntouched, STARTER } from "../../store/next-group.ts";
import type { KeptProject, Setup, State } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";

export interface Beginning {
  readonly id: "as-opened" | "starter";
  readonly label: string;
  readonly setup: Setup;
}

/** What the workshop began with comes first. */
export function beginnings({ openedAs, lesson }: Pick<State, "openedAs" | "lesson">): readonly Beginning[] {
  const starter: Beginning = { id: "starter", label: "The starter project", setup: STARTER };
  const read = openedAs === undefined ? undefined : parseSetup(openedAs);
  if (!read?.ok) return [starter];
  const lessonId = lesson?.id ?? read.value.lesson;
  const setup: Setup = lessonId === undefined ? read.value : { ...read.value, lesson: lessonId };
  return [{ id: "as-opened", label: labelOf(setup), setup }, starter];
}

function labelOf({ lesson, classroom, project }: Setup): string {
  const title = COURSE.find(({ id }) => id === lesson)?.title;
  if (classroom) return `“${classroom.title}”, as its link gave it`;
  return title === undefined ? `“${project.name}”, as it was opened` : `The lesson “${title}”, from its start`;
}

/** The projects that were saved in this session, the open one among them where it is kept. */
export function savedSince(kept: readonly KeptProject[], beganMs: number | undefined, openId: string | undefined): readonly KeptProject[] {
  return kept.filter(
    ({ id, savedAtMs = 0, elsewhere }) => !elsewhere && (id === openId || (beganMs !== undefined && savedAtMs >= beganMs)),
  );
}

export interface Leaving {
  /** The name under which the open project stays; undefined: there is nothing of it to keep. */
  readonly keepAs: string | undefined;
  /** The open project's, where it is kept and nobody changed it. */
  readonly unchanged: string | undefined;
  readonly removes: boolean;
  readonly others: number;
  readonly keepsNothing: boolean;
}

export const GOES: readonly string[] = [
  "The run: containers, requests, logs, charts, recordings, what services hold",
  "What was typed: drafts, test events, the list of requests, answers to questions",
  "Progress in lessons, and which are finished",
  "Hosts that were allowed, the platform’s settings, the clock’s rate, open filters and notices",
];

export function stays({ keepAs, unchanged, removes, others, keepsNothing }: Leaving): readonly string[] {
  const made = keepAs === undefined ? [] : [`What this group made, as “${keepAs}” under All projects`];
  const own = removes ? [] : [...made, ...(unchanged === undefined ? [] : [`“${unchanged}”, which nobody changed, under All projects`])];
  const rest = others === 0 ? [] : [`${counted(others, "other project")} of this browser`];
  return [...(keepsNothing ? [] : [...own, ...rest]), "The theme, the widths of panes, and what is here for a time without a network"];
}

export function nothingMade(state: Pick<State, "project" | "history">, options: readonly Beginning[]): boolean {
  return options.some(({ setup }) => isUntouched(state, setup));
}
