/** The lines of the edges: curves from column to column, straight past the nodes between, and around for those that go back. */
import type { PlacedEdge, Point } from "./layout.ts";

type Line = Pick<PlacedEdge, "path" | "label">;

interface Room {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly gap: number;
}

/** `past`: where the edge passes columns, at their left. */
export function lineThrough(start: Point, past: readonly Point[], end: Point, nearEnd: boolean, { nodeWidth, gap }: Room): Line {
  const bend = Math.max(24, gap / 2);
  const parts: string[] = [`M${at(start)}`];
  const curves: Controls[] = [];
  let from = start;
  for (const to of [...past, end]) {
    const controls = [from, { x: from.x + bend, y: from.y }, { x: to.x - bend, y: to.y }, to] as const;
    curves.push(controls);
    parts.push(`C${controls.slice(1).map(at).join(" ")}`);
    if (to !== end) {
      from = { x: to.x + nodeWidth, y: to.y };
      parts.push(`L${at(from)}`);
    }
  }
  // Edges part from a shared end: the label stands near the other one.
  const [first, last] = [curves[0], curves.at(-1)];
  const label = nearEnd ? last && onCurve(last, 0.62) : first && onCurve(first, 0.38);
  return { path: parts.join(" "), label: label ?? start };
}

/** Out on the right, below both nodes, and in on the left. */
export function lineBack(start: Point, end: Point, { nodeHeight, gap }: Room): Line {
  const below = Math.max(start.y, end.y) + nodeHeight;
  const reach = Math.min(36, gap / 3);
  const out = [
    { x: start.x + reach, y: start.y },
    { x: start.x + reach, y: below },
    { x: start.x - reach / 2, y: below },
  ];
  const back = [{ x: end.x - reach, y: below }, { x: end.x - reach, y: end.y }, end];
  const path = `M${at(start)} C${out.map(at).join(" ")} L${at({ x: end.x + reach / 2, y: below })} C${back.map(at).join(" ")}`;
  return { path, label: { x: (start.x + end.x) / 2, y: below } };
}

type Controls = readonly [Point, Point, Point, Point];

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

function onCurve([a, b, c, d]: Controls, t: number): Point {
  const blend = (pick: (point: Point) => number) =>
    (1 - t) ** 3 * pick(a) + 3 * (1 - t) ** 2 * t * pick(b) + 3 * (1 - t) * t ** 2 * pick(c) + t ** 3 * pick(d);
  return { x: blend(({ x }) => x), y: blend(({ y }) => y) };
}
