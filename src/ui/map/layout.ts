/**
 * Where each node of a graph stands: in layers from left to right, along the way that events go. The same graph always
 * gives the same picture; edges that would close a cycle are left out of the layering and drawn back. No node overlaps
 * another. It knows nothing of what nodes and edges are.
 */

export interface LayoutNode {
  readonly id: string;
  /** The first layer it may stand in: 1 keeps functions right of what starts them. */
  readonly minLayer: number;
  /** Stands in the last layer when no edge holds it. */
  readonly lastWhenAlone?: boolean;
}

export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Sizes {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly rowGap: number;
  readonly minColumnGap: number;
  readonly maxColumnGap: number;
  readonly padding: number;
  /** What there is to fill; a graph that needs more is wider. */
  readonly width: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly id: string;
  /** An SVG path from the edge's source to its target. */
  readonly path: string;
  readonly label: Point;
  readonly tip: Point;
  readonly back: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Point & { readonly layer: number }>;
  readonly edges: readonly PlacedEdge[];
  readonly layers: number;
}

const SWEEPS = 6;

export function layoutOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], sizes: Sizes): Layout {
  const ids = new Set(nodes.map(({ id }) => id));
  const real = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const forward = withoutCycles(nodes, real);
  const layerOf = layersOf(nodes, forward);
  const rows = ordered(nodes, forward, layerOf);
  return placed(nodes, real, layerOf, rows, sizes);
}

/** The edges that a walk in the nodes' order finds to lead on; those that lead back into the walk are left out. */
function withoutCycles(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly LayoutEdge[] {
  const leaving = grouped(edges, ({ from }) => from);
  const state = new Map<string, "open" | "done">();
  const kept: LayoutEdge[] = [];
  const visit = (id: string) => {
    state.set(id, "open");
    for (const edge of leaving.get(id) ?? []) {
      if (state.get(edge.to) === "open") continue;
      kept.push(edge);
      if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, "done");
  };
  // What nothing leads to comes first, so that a cycle is cut where events enter it last.
  const entered = new Set(edges.map(({ to }) => to));
  for (const { id } of [...nodes].sort((a, b) => Number(entered.has(a.id)) - Number(entered.has(b.id)))) if (!state.has(id)) visit(id);
  return kept;
}

function layersOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): ReadonlyMap<string, number> {
  const entering = grouped(edges, ({ to }) => to);
  const leaving = grouped(edges, ({ from }) => from);
  const layers = new Map<string, number>();
  const floor = new Map(nodes.map(({ id, minLayer }) => [id, minLayer]));
  const layer = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const after = (entering.get(id) ?? []).map(({ from }) => layer(from) + 1);
    const value = Math.max(floor.get(id) ?? 0, ...after);
    layers.set(id, value);
    return value;
  };
  for (const { id } of nodes) layer(id);
  // A source stands beside what it starts, wherever that is: long edges cross other nodes.
  for (const { id } of nodes) {
    const next = leaving.get(id);
    if (next && !entering.has(id)) layers.set(id, Math.max(floor.get(id) ?? 0, Math.min(...next.map(({ to }) => layer(to))) - 1));
  }
  const last = Math.max(2, ...layers.values());
  for (const { id, lastWhenAlone } of nodes) if (lastWhenAlone && !entering.has(id) && !leaving.has(id)) layers.set(id, last);
  return layers;
}

/** In each layer the nodes from top to bottom: near what they are joined with, by the mean place of their neighbours. */
function ordered(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  layerOf: ReadonlyMap<string, number>,
): readonly (readonly string[])[] {
  const count = Math.max(0, ...layerOf.values()) + 1;
  let rows: readonly (readonly string[])[] = Array.from({ length: count }, (_, layer) =>
    nodes.filter(({ id }) => layerOf.get(id) === layer).map(({ id }) => id),
  );
  const neighbours = new Map<string, string[]>();
  const join = (id: string, other: string) => neighbours.set(id, [...(neighbours.get(id) ?? []), other]);
  for (const { from, to } of edges) {
    join(from, to);
    join(to, from);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const place = new Map(rows.flatMap((row) => row.map((id, index) => [id, (index + 0.5) / row.length] as const)));
    const order = sweep % 2 === 0 ? [...rows.keys()] : [...rows.keys()].reverse();
    const next = [...rows];
    for (const layer of order) {
      const wish = (id: string) =>
        mean((neighbours.get(id) ?? []).filter((each) => layerOf.get(each) !== layer).map((each) => place.get(each) ?? 0));
      const sorted = (next[layer] ?? [])
        .map((id, index) => ({ id, index, at: wish(id) ?? place.get(id) ?? 0 }))
        .sort((a, b) => a.at - b.at || a.index - b.index);
      next[layer] = sorted.map(({ id }) => id);
      for (const [index, { id }] of sorted.entries()) place.set(id, (index + 0.5) / sorted.length);
    }
    rows = next;
  }
  return rows;
}

function placed(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  layerOf: ReadonlyMap<string, number>,
  rows: readonly (readonly string[])[],
  sizes: Sizes,
): Layout {
  const { nodeWidth, nodeHeight, rowGap, minColumnGap, maxColumnGap, padding, width } = sizes;
  const gaps = Math.max(1, rows.length - 1);
  const free = (width - 2 * padding - rows.length * nodeWidth) / gaps;
  const gap = Math.min(maxColumnGap, Math.max(minColumnGap, free));
  const needed = 2 * padding + rows.length * nodeWidth + gaps * gap;
  const left = padding + Math.max(0, (width - needed) / 2);
  const ys = heightsOf(rows, edges, nodeHeight + rowGap);
  const at = new Map<string, Point & { readonly layer: number }>();
  for (const { id } of nodes) {
    const layer = layerOf.get(id) ?? 0;
    at.set(id, { x: left + layer * (nodeWidth + gap), y: padding + (ys.get(id) ?? 0), layer });
  }
  const bottom = Math.max(0, ...[...at.values()].map(({ y }) => y + nodeHeight));
  const out = grouped(edges, ({ from }) => from);
  const into = grouped(edges, ({ to }) => to);
  const placedEdges = edges.flatMap((edge): readonly PlacedEdge[] => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (!from || !to) return [];
    const outs = sortedBy(out.get(edge.from) ?? [], ({ to: id }) => at.get(id)?.y ?? 0);
    const ins = sortedBy(into.get(edge.to) ?? [], ({ from: id }) => at.get(id)?.y ?? 0);
    const start = { x: from.x + nodeWidth, y: from.y + port(outs.indexOf(edge), outs.length, nodeHeight) };
    const end = { x: to.x, y: to.y + port(ins.indexOf(edge), ins.length, nodeHeight) };
    return [{ id: edge.id, ...curve(start, end, { back: from.layer >= to.layer, nearEnd: outs.length > ins.length, nodeHeight, gap }) }];
  });
  const lowest = Math.max(bottom, ...placedEdges.filter(({ back }) => back).map(({ label }) => label.y + nodeHeight / 2));
  return { width: Math.max(width, needed), height: lowest + padding, nodes: at, edges: placedEdges, layers: rows.length };
}

/** Each row at the mean height of its neighbours, moved no more than it takes to overlap nobody; the whole begins at 0. */
function heightsOf(rows: readonly (readonly string[])[], edges: readonly LayoutEdge[], step: number): ReadonlyMap<string, number> {
  const ys = new Map(rows.flatMap((row) => row.map((id, index) => [id, index * step] as const)));
  const out = grouped(edges, ({ from }) => from);
  const into = grouped(edges, ({ to }) => to);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const row of sweep % 2 === 0 ? rows : rows.toReversed()) {
      const wishes = row.map((id) => {
        const others = [...(into.get(id) ?? []).map(({ from }) => from), ...(out.get(id) ?? []).map(({ to }) => to)];
        return mean(others.filter((other) => !row.includes(other)).map((other) => ys.get(other) ?? 0)) ?? ys.get(id) ?? 0;
      });
      for (const [index, y] of apart(wishes, step).entries()) ys.set(row[index] ?? "", y);
    }
  }
  const top = Math.min(...ys.values());
  return new Map([...ys].map(([id, y]) => [id, y - top]));
}

/** The places nearest to those wished for, in the same order, at least `step` from each other: runs that touch share their mean. */
export function apart(wishes: readonly number[], step: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    // Less what the ones above take: then "at least a step apart" is "not before the one above".
    let block = { sum: wish - index * step, count: 1 };
    for (let above = blocks.at(-1); above && above.sum / above.count > block.sum / block.count; above = blocks.at(-1)) {
      block = { sum: block.sum + above.sum, count: block.count + above.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count)).map((base, index) => base + index * step);
}

/** Where on a node's side the edge of this rank meets it. */
function port(rank: number, count: number, height: number): number {
  return height * ((Math.max(0, rank) + 1) / (count + 1));
}

function curve(
  start: Point,
  end: Point,
  { back, nearEnd, nodeHeight, gap }: { back: boolean; nearEnd: boolean; nodeHeight: number; gap: number },
): Omit<PlacedEdge, "id"> {
  if (back) return backCurve(start, end, nodeHeight, gap);
  const bend = Math.max(24, Math.min((end.x - start.x) / 2, gap));
  const controls = [start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end] as const;
  // Edges part from a shared end: the label stands near the other one.
  return { path: pathOf(controls), label: onCurve(controls, nearEnd ? 0.66 : 0.34), tip: end, back };
}

/** Out on the right, below both nodes, and in on the left. */
function backCurve(start: Point, end: Point, nodeHeight: number, gap: number): Omit<PlacedEdge, "id"> {
  const below = Math.max(start.y, end.y) + nodeHeight;
  const reach = Math.min(36, gap / 3);
  const middle = { x: (start.x + end.x) / 2, y: below };
  const first = `M${at(start)} C${at({ x: start.x + reach, y: start.y })} ${at({ x: start.x + reach, y: below })} ${at({ x: start.x - reach / 2, y: below })}`;
  const second = `L${at({ x: end.x + reach / 2, y: below })} C${at({ x: end.x - reach, y: below })} ${at({ x: end.x - reach, y: end.y })} ${at(end)}`;
  return { path: `${first} ${second}`, label: middle, tip: end, back: true };
}

type Controls = readonly [Point, Point, Point, Point];

function pathOf([a, b, c, d]: Controls): string {
  return `M${at(a)} C${at(b)} ${at(c)} ${at(d)}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

function onCurve([a, b, c, d]: Controls, t: number): Point {
  const blend = (pick: (point: Point) => number) =>
    (1 - t) ** 3 * pick(a) + 3 * (1 - t) ** 2 * t * pick(b) + 3 * (1 - t) * t ** 2 * pick(c) + t ** 3 * pick(d);
  return { x: blend(({ x }) => x), y: blend(({ y }) => y) };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sortedBy<T>(items: readonly T[], rankOf: (item: T) => number): readonly T[] {
  return items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => rankOf(a.item) - rankOf(b.item) || a.index - b.index)
    .map(({ item }) => item);
}
