/**
 * In which layer each node stands: right of all that leads to it. Edges that would close a cycle do not count, and those
 * that only follow something else give way first; an edge over several layers is given a place in each between, so that it
 * crosses no node.
 */
import { grouped } from "./groups.ts";
import type { LayoutEdge, LayoutNode } from "./layout.ts";

/** What takes room in a layer: a node, or an edge on its way past. */
export interface Slot {
  readonly id: string;
  readonly layer: number;
  readonly isEdge: boolean;
}

export interface Layering {
  readonly slots: readonly Slot[];
  /** From a slot to one of the next layer. */
  readonly steps: readonly LayoutEdge[];
  readonly layerOf: ReadonlyMap<string, number>;
  /** The slots between an edge's ends, in order. */
  readonly between: ReadonlyMap<string, readonly string[]>;
}

export function layeringOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layering {
  const forward = withoutCycles(nodes, edges);
  const layerOf = layersOf(nodes, forward);
  const slots: Slot[] = nodes.map(({ id }) => ({ id, layer: layerOf.get(id) ?? 0, isEdge: false }));
  const steps: LayoutEdge[] = [];
  const between = new Map<string, readonly string[]>();
  for (const { id, from, to } of forward) {
    const [first, last] = [(layerOf.get(from) ?? 0) + 1, layerOf.get(to) ?? 0];
    const past = Array.from({ length: Math.max(0, last - first) }, (_, index) => ({
      id: `${id} past ${first + index}`,
      layer: first + index,
      isEdge: true,
    }));
    slots.push(...past);
    between.set(
      id,
      past.map((slot) => slot.id),
    );
    const chain = [from, ...past.map((slot) => slot.id), to];
    for (const [index, next] of chain.slice(1).entries()) steps.push({ id: `${id}/${index}`, from: chain[index] ?? from, to: next });
  }
  return { slots, steps, layerOf, between };
}

/** What starts a node is kept before what it does in turn: a function that writes into its own bucket stands right of it. */
function withoutCycles(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly LayoutEdge[] {
  const kept = [
    ...leadingOn(
      nodes,
      edges.filter(({ follows }) => follows !== true),
    ),
  ];
  for (const edge of edges.filter(({ follows }) => follows === true)) if (!leads(kept, edge.to, edge.from)) kept.push(edge);
  return kept;
}

/** The edges that a walk in the nodes' order finds to lead on; those that lead back into the walk are left out. */
function leadingOn(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly LayoutEdge[] {
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

function leads(edges: readonly LayoutEdge[], from: string, to: string): boolean {
  const leaving = grouped(edges, (edge) => edge.from);
  const reached = new Set([from]);
  for (const id of reached) for (const edge of leaving.get(id) ?? []) reached.add(edge.to);
  return reached.has(to);
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
