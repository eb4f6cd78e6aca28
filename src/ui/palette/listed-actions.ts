/** Which actions the palette shows for what was typed, in which order, under which headings. */
import type { Coldstart } from "../../store/intents.ts";
import { GROUPS, type Group, type PaletteAction } from "./action.ts";
import { matchAction, type Span } from "./match.ts";

export interface ListedAction {
  readonly action: PaletteAction;
  /** Which letters of its name were typed. */
  readonly marks: readonly Span[];
  /** Why it cannot be done now. */
  readonly why: string | undefined;
}

export interface ListedGroup {
  readonly name: Group | "Recent" | "Best match";
  readonly actions: readonly ListedAction[];
}

/** More is not read: typing on is faster. */
const MOST_SHOWN = 60;
/** What was used lately comes before what matches as well. */
const RECENT_POINTS = 8;

/**
 * Nothing typed: what was used last, then all by group. Else the best match first. What cannot be done now comes after
 * what can, and only the "hidden" is left out.
 */
export function listActions(
  actions: readonly PaletteAction[],
  typed: string,
  recent: readonly string[],
  state: Coldstart,
): readonly ListedGroup[] {
  const shown = actions.flatMap((action) => {
    const available = action.available?.(state) ?? true;
    return available === "hidden" ? [] : [{ action, why: available === true ? undefined : available.why }];
  });
  if (typed.trim() === "") {
    const known = recent.flatMap((id) => shown.find(({ action, why }) => action.id === id && why === undefined) ?? []);
    const rest = shown.filter((each) => !known.includes(each));
    return [
      { name: "Recent" as const, actions: known.map(unmarked) },
      ...GROUPS.map((name) => ({ name, actions: able(rest.filter(({ action }) => action.group === name)).map(unmarked) })),
    ].filter(hasActions);
  }
  const found = shown.flatMap(({ action, why }) => {
    const match = matchAction(typed, action.name, action.words);
    const place = recent.indexOf(action.id);
    const points = place < 0 ? 0 : RECENT_POINTS / (place + 1);
    return match ? [{ action, why, marks: match.marks, score: match.score + points }] : [];
  });
  const best = able(found.toSorted((a, b) => b.score - a.score)).slice(0, MOST_SHOWN);
  return [{ name: "Best match" as const, actions: best }].filter(hasActions);
}

function able<T extends { readonly why: string | undefined }>(actions: readonly T[]): readonly T[] {
  return [...actions.filter(({ why }) => why === undefined), ...actions.filter(({ why }) => why !== undefined)];
}

function unmarked(action: Omit<ListedAction, "marks">): ListedAction {
  return { ...action, marks: [] };
}

function hasActions({ actions }: ListedGroup): boolean {
  return actions.length > 0;
}
