/** The list of projects in words: which rows it has, what marks them, and what of the room is used. */
import { COURSE } from "../../lessons/course.ts";
import type { KeptProject, ProjectsView, State, StorageRoom } from "../../store/state.ts";
import { dayName, timeOfDay } from "../history/entry-words.ts";
import { counted } from "../shared/counted.ts";
import { formatBytes } from "../shared/format.ts";

const DAY_MS = 86_400_000;

/** What is open stands in it as it is now, even before it is in storage. */
export function rowsOf(
  { openId, kept }: Pick<ProjectsView, "openId" | "kept">,
  { project, shared, lesson }: Pick<State, "project" | "shared" | "lesson">,
): readonly KeptProject[] {
  const stored = kept.find(({ id }) => id === openId);
  const open: KeptProject = {
    ...{ id: openId, name: project.name, functions: project.functions.length, savedAtMs: stored?.savedAtMs },
    ...{ shared: shared !== undefined, elsewhere: false, ...(lesson ? { lesson: lesson.id } : {}) },
  };
  return stored ? kept.map((each) => (each === stored ? open : each)) : [open, ...kept];
}

export function marksOf({ shared, elsewhere, lesson }: KeptProject, isOpen: boolean): readonly string[] {
  const title = COURSE.find(({ id }) => id === lesson)?.title ?? lesson;
  return [
    ...(isOpen ? ["open now"] : []),
    ...(elsewhere ? ["open in another tab"] : []),
    ...(shared ? ["shared, not run"] : []),
    ...(title === undefined ? [] : [`lesson: ${title}`]),
  ];
}

/** "3 functions, saved today, 11:04" */
export function projectSum({ functions, savedAtMs }: KeptProject, nowMs: number): string {
  const saved = savedAtMs === undefined ? "not saved yet" : `saved ${momentWords(savedAtMs, nowMs)}`;
  return `${counted(functions, "function")}, ${saved}`;
}

export function leftWords(keptUntilMs: number, nowMs: number): string {
  const days = Math.max(1, Math.ceil((keptUntilMs - nowMs) / DAY_MS));
  return `kept ${counted(days, "more day")}`;
}

export function nameWords(name: string): string {
  return name === "" ? "a project without a name" : name;
}

function momentWords(ms: number, nowMs: number): string {
  const day = dayName(ms, nowMs);
  return `${day === "Today" || day === "Yesterday" ? day.toLowerCase() : day}, ${timeOfDay(ms)}`;
}

export function roomWords({ usedBytes, quotaBytes, kept }: StorageRoom): { readonly used: string; readonly keeping: string } {
  const used = `${formatBytes(usedBytes)} of ${formatBytes(quotaBytes)} used.`;
  switch (kept) {
    case "persistent":
      return { used, keeping: "The browser keeps it until you clear it." };
    case "best-effort":
      return { used, keeping: "The browser may clear it when its disk runs short." };
    case "unknown":
      return { used, keeping: "The browser does not say how long it keeps it." };
  }
}
