/**
 * Where each node of a graph stands: in layers from left to right, along the way that events go. The same graph always
 * gives the same picture; edges that would close a cycle are left out of the layering and drawn back. No node overlaps
 * another. It knows nothing of what nodes and edges are.
 */

import { lineBack, lineThrough } from "./edge-paths.ts";
import { grouped, sortedBy } from "./groups.ts";
import { layeringOf } from "./layering.ts";
import { middlesOf, ordered } from "./rows.ts";

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
  /** A consequence, as a call or a destination is: where a cycle must be cut, it goes back rather than what starts a node. */
  readonly follows?: boolean;
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
}

/** What an edge needs where it passes a column. */
const EDGE_ROOM = 16;

export function layoutOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], sizes: Sizes): Layout {
  const ids = new Set(nodes.map(({ id }) => id));
  const known = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const { slots, steps, layerOf, between } = layeringOf(nodes, known);
  const rows = ordered(slots, steps);
  const { nodeWidth, nodeHeight, rowGap, padding, width } = sizes;
  const middles = middlesOf(rows, steps, ({ isEdge }) => (isEdge ? EDGE_ROOM : nodeHeight + rowGap));

  const gaps = Math.max(1, rows.length - 1);
  const free = (width - 2 * padding - rows.length * nodeWidth) / gaps;
  const gap = Math.min(sizes.maxColumnGap, Math.max(sizes.minColumnGap, free));
  const needed = 2 * padding + rows.length * nodeWidth + gaps * gap;
  const left = padding + Math.max(0, (width - needed) / 2);
  const placeOf = (id: string, layer: number, height: number) => ({
    x: left + layer * (nodeWidth + gap),
    y: padding - rowGap / 2 + (middles.get(id) ?? 0) - height / 2,
  });
  const at = new Map(nodes.map(({ id }) => [id, { ...placeOf(id, layerOf.get(id) ?? 0, nodeHeight), layer: layerOf.get(id) ?? 0 }]));

  const out = grouped(known, ({ from }) => from);
  const into = grouped(known, ({ to }) => to);
  const room = { nodeWidth, nodeHeight, gap };
  const placedEdges = known.flatMap((edge): readonly PlacedEdge[] => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (!from || !to) return [];
    const past = (between.get(edge.id) ?? []).map((id, index) => placeOf(id, from.layer + 1 + index, 0));
    // By where they go next, so that edges of one node do not cross beside it.
    const outs = sortedBy(out.get(edge.from) ?? [], (each) => middles.get(between.get(each.id)?.[0] ?? each.to) ?? 0);
    const ins = sortedBy(into.get(edge.to) ?? [], (each) => middles.get(between.get(each.id)?.at(-1) ?? each.from) ?? 0);
    const start = { x: from.x + nodeWidth, y: from.y + port(outs.indexOf(edge), outs.length, nodeHeight) };
    const end = { x: to.x, y: to.y + port(ins.indexOf(edge), ins.length, nodeHeight) };
    const back = from.layer >= to.layer;
    const line = back ? lineBack(start, end, room) : lineThrough(start, past, end, outs.length > ins.length, room);
    return [{ id: edge.id, tip: end, back, ...line }];
  });
  const bottoms = [...at.values()].map(({ y }) => y + nodeHeight);
  const lowest = Math.max(0, ...bottoms, ...placedEdges.filter(({ back }) => back).map(({ label }) => label.y + nodeHeight / 2));
  return { width: Math.max(width, needed), height: lowest + padding, nodes: at, edges: placedEdges };
}

/** Where on a node's side the edge of this rank meets it. */
function port(rank: number, count: number, height: number): number {
  return height * ((Math.max(0, rank) + 1) / (count + 1));
}
