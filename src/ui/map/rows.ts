/** In what order the slots of each layer stand, and how high: near what they are joined with, and never on each other. */
import { grouped, mean } from "./groups.ts";
import type { Slot } from "./layering.ts";
import type { LayoutEdge } from "./layout.ts";

const SWEEPS = 8;

type Rows = readonly (readonly Slot[])[];

/** From top to bottom, by the mean place of their neighbours. */
export function ordered(slots: readonly Slot[], steps: readonly LayoutEdge[]): Rows {
  const count = Math.max(-1, ...slots.map(({ layer }) => layer)) + 1;
  let rows: Rows = Array.from({ length: count }, (_, layer) => slots.filter((slot) => slot.layer === layer));
  const neighbours = neighboursOf(steps);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const place = new Map(rows.flatMap((row) => row.map(({ id }, index) => [id, (index + 0.5) / row.length] as const)));
    const order = sweep % 2 === 0 ? [...rows.keys()] : [...rows.keys()].reverse();
    const next = [...rows];
    for (const layer of order) {
      const sorted = (next[layer] ?? [])
        .map((slot, index) => ({
          slot,
          index,
          at: mean((neighbours.get(slot.id) ?? []).map((id) => place.get(id) ?? 0)) ?? place.get(slot.id) ?? 0,
        }))
        .sort((a, b) => a.at - b.at || a.index - b.index);
      next[layer] = sorted.map(({ slot }) => slot);
      for (const [index, { slot }] of sorted.entries()) place.set(slot.id, (index + 0.5) / sorted.length);
    }
    rows = next;
  }
  return rows;
}

/** The middle of each slot, at the mean height of its neighbours where nobody else stands; the topmost edge is at 0. */
export function middlesOf(rows: Rows, steps: readonly LayoutEdge[], roomOf: (slot: Slot) => number): ReadonlyMap<string, number> {
  const neighbours = neighboursOf(steps);
  const middles = new Map<string, number>();
  for (const row of rows)
    for (const [index, middle] of apart(
      row.map(() => 0),
      row.map(roomOf),
    ).entries())
      middles.set(row[index]?.id ?? "", middle);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const row of sweep % 2 === 0 ? rows : rows.toReversed()) {
      const wishes = row.map(({ id }) => mean((neighbours.get(id) ?? []).map((other) => middles.get(other) ?? 0)) ?? middles.get(id) ?? 0);
      for (const [index, middle] of apart(wishes, row.map(roomOf)).entries()) middles.set(row[index]?.id ?? "", middle);
    }
  }
  const top = Math.min(...rows.flat().map((slot) => (middles.get(slot.id) ?? 0) - roomOf(slot) / 2));
  return new Map([...middles].map(([id, middle]) => [id, middle - top]));
}

/** The middles nearest to those wished for, in the same order, each with its room: runs that touch share their mean. */
export function apart(wishes: readonly number[], rooms: readonly number[]): readonly number[] {
  // How far each is below the first when all touch: less that, "each has its room" is "none is above the one before".
  const offsets: number[] = [];
  for (const [index, room] of rooms.entries())
    offsets.push(index === 0 ? 0 : (offsets[index - 1] ?? 0) + ((rooms[index - 1] ?? 0) + room) / 2);
  const runs: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    let run = { sum: wish - (offsets[index] ?? 0), count: 1 };
    for (let above = runs.at(-1); above && above.sum / above.count > run.sum / run.count; above = runs.at(-1)) {
      run = { sum: run.sum + above.sum, count: run.count + above.count };
      runs.pop();
    }
    runs.push(run);
  }
  return runs
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((base, index) => base + (offsets[index] ?? 0));
}

function neighboursOf(steps: readonly LayoutEdge[]): ReadonlyMap<string, readonly string[]> {
  const both = steps.flatMap(({ from, to }) => [
    { id: from, other: to },
    { id: to, other: from },
  ]);
  return new Map([...grouped(both, ({ id }) => id)].map(([id, pairs]) => [id, pairs.map(({ other }) => other)]));
}
