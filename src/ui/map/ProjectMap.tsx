/** The graph as a picture: as wide as there is room, wider only when it must be, then it scrolls. */
import { useMemo, useRef } from "react";
import type { EdgePass, ServicesView } from "../../platform/services/services-view.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import type { EdgeRole, Graph } from "./graph.ts";
import { layoutOf, type Sizes } from "./layout.ts";
import { EdgeButton, EdgeLine } from "./MapEdges.tsx";
import { MapNode } from "./MapNode.tsx";
import { nodeText } from "./node-texts.ts";
import type { Opening } from "./use-open.ts";
import { useWidth } from "./use-width.ts";

const SIZES = {
  nodeWidth: 176,
  nodeHeight: 46,
  rowGap: 22,
  minColumnGap: 92,
  maxColumnGap: 220,
  padding: 24,
} as const satisfies Partial<Sizes>;

/** What a function does in turn: of a circle, it is this that is drawn back. */
const FOLLOWING: ReadonlySet<EdgeRole["type"]> = new Set<EdgeRole["type"]>(["call", "destination", "batch-failure"]);

export interface MapProps {
  readonly graph: Graph;
  readonly passes: ReadonlyMap<string, EdgePass>;
  readonly services: ServicesView;
  readonly opening: Opening;
}

export function ProjectMap({ graph, passes, services, opening }: MapProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const nowMs = usePlatformNowMs();
  const layout = useMemo(
    () =>
      layoutOf(
        graph.nodes.map(({ id, kind }) => ({ id, minLayer: kind === "function" ? 1 : 0, lastWhenAlone: kind !== "function" })),
        graph.edges.map(({ id, from, to, role }) => ({ id, from, to, follows: FOLLOWING.has(role.type) })),
        { ...SIZES, width },
      ),
    [graph, width],
  );
  const placed = new Map(layout.edges.map((each) => [each.id, each]));
  const countOf = ({ from, to }: { from: string; to: string }) => passes.get(`${from}>${to}`)?.count ?? 0;
  const edges = graph.edges.flatMap((edge) => {
    const at = placed.get(edge.id);
    return at ? [{ edge, at }] : [];
  });

  return (
    <div className="map-scroll" ref={scroller}>
      {width > 0 && (
        <div className="map-canvas" style={{ width: layout.width, height: layout.height }}>
          <svg className="map-lines" width={layout.width} height={layout.height} aria-hidden="true">
            {edges.map(({ edge, at }) => (
              <EdgeLine key={edge.id} edge={edge} placed={at} count={countOf(edge)} />
            ))}
          </svg>
          <ul aria-label="Functions, and what starts and follows them">
            {graph.nodes.map((node) => {
              const at = layout.nodes.get(node.id);
              return (
                at && <MapNode key={node.id} node={node} x={at.x} y={at.y} {...nodeText(node, services, nowMs)} onOpen={opening.openNode} />
              );
            })}
          </ul>
          <ul aria-label="Ways that events take">
            {edges.map(({ edge, at }) => (
              <EdgeButton key={edge.id} edge={edge} placed={at} count={countOf(edge)} onOpen={opening.openEdge} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
