/** Two texts line by line: stretches that are equal, and changes between them. */
import { diffArrays } from "diff";

export type Stretch =
  | { readonly type: "same"; readonly fromBefore: number; readonly fromAfter: number; readonly lines: readonly string[] }
  | {
      readonly type: "change";
      /** Of the first line, from 1; where there is none, of the line that follows. */
      readonly fromBefore: number;
      readonly fromAfter: number;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    };

/** Beyond this, two texts that have little in common are shown as one that took the place of the other. */
const LONGEST_MS = 400;

/** undefined is a file that is not there. */
export function lineDiff(before: string | undefined, after: string | undefined): readonly Stretch[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(was, is, { timeout: LONGEST_MS }) ?? [
    { removed: true, added: false, value: was },
    { removed: false, added: true, value: is },
  ];
  const stretches: Stretch[] = [];
  let [fromBefore, fromAfter] = [1, 1];
  for (const { removed, added, value } of parts) {
    const last = stretches.at(-1);
    const begun = last?.type === "change" ? last : undefined;
    if (!removed && !added) stretches.push({ type: "same", fromBefore, fromAfter, lines: value });
    else {
      const change = begun ?? { type: "change", fromBefore, fromAfter, removed: [], added: [] };
      const next = removed ? { ...change, removed: [...change.removed, ...value] } : { ...change, added: [...change.added, ...value] };
      stretches.splice(begun ? -1 : stretches.length, 1, next);
    }
    if (!added) fromBefore += value.length;
    if (!removed) fromAfter += value.length;
  }
  return stretches;
}

export interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

export function countLines(stretches: readonly Stretch[]): LineCounts {
  const changes = stretches.filter((stretch) => stretch.type === "change");
  return {
    added: changes.reduce((sum, { added }) => sum + added.length, 0),
    removed: changes.reduce((sum, { removed }) => sum + removed.length, 0),
  };
}

/** How many equal lines stand beside a change. */
const AROUND = 3;
/** Fewer than this are not worth folding. */
const LEAST_FOLDED = 4;

export interface Folds {
  /** Shown before and after what is folded. */
  readonly head: number;
  readonly folded: number;
  readonly tail: number;
}

/** What of an equal stretch is shown: the lines beside a change, of which there is none before the first or after the last stretch. */
export function foldsOf(length: number, isFirst: boolean, isLast: boolean): Folds {
  const head = isFirst ? 0 : Math.min(AROUND, length);
  const tail = isLast ? 0 : Math.min(AROUND, length - head);
  const folded = length - head - tail;
  return folded < LEAST_FOLDED ? { head: length, folded: 0, tail: 0 } : { head, folded, tail };
}

/** Where two lines begin and end alike: what lies between is what changed in them. */
export function changedPart(
  before: string,
  after: string,
): { readonly start: number; readonly endBefore: number; readonly endAfter: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { start, endBefore: before.length - end, endAfter: after.length - end };
}

/** The end of the last line begins no line of its own. */
function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
