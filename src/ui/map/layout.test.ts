import { describe, expect, test } from "vitest";
import { type LayoutEdge, type LayoutNode, layoutOf, type Sizes } from "./layout.ts";
import { apart } from "./rows.ts";

const SIZES: Sizes = { nodeWidth: 100, nodeHeight: 40, rowGap: 20, minColumnGap: 60, maxColumnGap: 200, padding: 10, width: 1_000 };

/** "a>b b~c": names that begin with f are functions; ~ is an edge that follows. */
function graph(text: string, alone: readonly string[] = []) {
  const edges: LayoutEdge[] = text
    .split(" ")
    .filter((each) => each !== "")
    .map((each, index) => {
      const [from = "", to = ""] = each.split(/[>~]/);
      return { id: `${index}`, from, to, follows: each.includes("~") };
    });
  const ids = [...new Set([...edges.flatMap(({ from, to }) => [from, to]), ...alone])];
  const nodes: LayoutNode[] = ids.map((id) => ({ id, minLayer: id.startsWith("f") ? 1 : 0, lastWhenAlone: !id.startsWith("f") }));
  return { nodes, edges };
}

function layersOf(text: string, alone: readonly string[] = []) {
  const { nodes, edges } = graph(text, alone);
  const { nodes: placed } = layoutOf(nodes, edges, SIZES);
  return Object.fromEntries([...placed].map(([id, { layer }]) => [id, layer]));
}

function expectNoOverlap(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]) {
  const places = [...layoutOf(nodes, edges, SIZES).nodes.values()];
  for (const [index, a] of places.entries()) {
    for (const b of places.slice(index + 1)) {
      expect(a.layer !== b.layer || Math.abs(a.y - b.y) >= SIZES.nodeHeight + SIZES.rowGap - 1e-6).toBe(true);
    }
  }
}

describe("layers", () => {
  test.each<[string, string, readonly string[], Record<string, number>]>([
    ["a source, a function, a destination", "s>f f>d", [], { s: 0, f: 1, d: 2 }],
    ["a function that nothing starts stands in the middle", "s>f1", ["f2"], { s: 0, f1: 1, f2: 1 }],
    ["a chain goes on to the right", "s>f1 f1>q q>f2 f2>d", [], { s: 0, f1: 1, q: 2, f2: 3, d: 4 }],
    ["a source of a late function stands beside it", "s>f1 f1>q q>f2 t>f2", [], { s: 0, f1: 1, q: 2, f2: 3, t: 2 }],
    ["what is joined to nothing stands last", "s>f", ["q"], { s: 0, f: 1, q: 2 }],
    ["a cycle is cut where it closes", "s>f1 f1>q q>f1", [], { s: 0, f1: 1, q: 2 }],
    ["a cycle that nothing enters", "f1>q q>f1", [], { f1: 1, q: 2 }],
    ["a function that writes into what starts it", "f~b b>f", [], { b: 0, f: 1 }],
    ["two functions that start each other by way of queues", "f1~q2 q2>f2 f2~q1 q1>f1", [], { q1: 0, f1: 1, q2: 2, f2: 3 }],
    ["a file's summary beside the file, and a longer way", "b>f f~b f~q q>f2", [], { b: 0, f: 1, q: 2, f2: 3 }],
    ["a node that leads to itself", "f1>f1", [], { f1: 1 }],
  ])("%s", (_, text, alone, expected) => {
    expect(layersOf(text, alone)).toEqual(expected);
  });
});

describe("places", () => {
  test("the same graph gives the same picture", () => {
    const { nodes, edges } = graph("s>f1 t>f2 f1>d f2>d d>f1");
    expect(layoutOf(nodes, edges, SIZES)).toEqual(layoutOf(nodes, edges, SIZES));
  });

  test("a row of three lies on one line and fills the width", () => {
    const { nodes, edges } = graph("s>f f>d");
    const { nodes: placed, width } = layoutOf(nodes, edges, { ...SIZES, width: 720 });
    expect(width).toBe(720);
    expect([...placed.values()].map(({ x, y }) => [x, y])).toEqual([
      [10, 10],
      [310, 10],
      [610, 10],
    ]);
  });

  test("a graph that needs more than there is, is wider", () => {
    const { nodes, edges } = graph("s>f1 f1>q q>f2 f2>d");
    expect(layoutOf(nodes, edges, { ...SIZES, width: 300 }).width).toBe(2 * 10 + 5 * 100 + 4 * 60);
  });

  test("crossings are avoided where the order allows it", () => {
    const { nodes, edges } = graph("s1>f2 s2>f1");
    const { nodes: placed } = layoutOf(nodes, edges, SIZES);
    const y = (id: string) => placed.get(id)?.y ?? Number.NaN;
    expect(Math.sign(y("s1") - y("s2"))).toBe(Math.sign(y("f2") - y("f1")));
  });

  test("an edge over several columns passes between their nodes", () => {
    const { nodes, edges } = graph("s>f1 f1>q q>f2 f1>f2");
    const { nodes: placed, edges: lines } = layoutOf(nodes, edges, SIZES);
    const q = placed.get("q");
    const long = lines.find(({ id }) => id === "3");
    const [, x, y] = /L([\d.]+),([\d.]+)/.exec(long?.path ?? "") ?? [];
    expect(Number(x)).toBeCloseTo((q?.x ?? 0) + SIZES.nodeWidth, 0);
    expect(Number(y) < (q?.y ?? 0) || Number(y) > (q?.y ?? 0) + SIZES.nodeHeight).toBe(true);
  });

  test("50 functions with cycles: nothing overlaps, every edge has a path, and it is quick", () => {
    const text = Array.from({ length: 50 }, (_, n) => `s${n}>f${n} f${n}>q${n % 7} q${n % 7}>f${(n * 13) % 50} f${n}>d${n % 5}`).join(" ");
    const { nodes, edges } = graph(text);
    expectNoOverlap(nodes, edges);
    const layout = layoutOf(nodes, edges, SIZES);
    expect(layout.edges).toHaveLength(edges.length);
    expect(layout.edges.filter(({ path }) => /NaN|undefined/.test(path))).toEqual([]);
  });

  test("an edge to a node that is not there is left out; no nodes is no picture", () => {
    expect(layoutOf([{ id: "f", minLayer: 1 }], [{ id: "0", from: "f", to: "gone" }], SIZES).edges).toEqual([]);
    expect(layoutOf([], [], SIZES).height).toBe(10);
  });
});

test.each<[readonly number[], readonly number[]]>([
  [[], []],
  [[5], [5]],
  [
    [0, 100],
    [0, 100],
  ],
  [
    [50, 50],
    [45, 55],
  ],
  [
    [100, 0],
    [45, 55],
  ],
  [
    [10, 10, 10, 90],
    [0, 10, 20, 90],
  ],
])("apart %j", (wishes, expected) => {
  expect(
    apart(
      wishes,
      wishes.map(() => 10),
    ),
  ).toEqual(expected);
});
