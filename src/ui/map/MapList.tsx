/** The same graph for a narrow screen: each function with what starts it and what follows, then what is joined to none. */
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { functionNode, type GraphEdge, type GraphNode } from "./graph.ts";
import { edgeLabel, edgeWord, lookOf, useDots } from "./MapEdges.tsx";
import { NodeButton } from "./MapNode.tsx";
import { NodeIcon } from "./NodeIcon.tsx";
import { nodeText } from "./node-texts.ts";
import type { MapProps } from "./ProjectMap.tsx";

export function MapList({ graph, passes, services, opening }: MapProps) {
  const nowMs = usePlatformNowMs();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const countOf = ({ from, to }: GraphEdge) => passes.get(`${from}>${to}`)?.count ?? 0;
  const functions = graph.nodes.filter(({ kind }) => kind === "function");
  const touched = new Set(functions.map(({ id }) => id));
  const apart = graph.edges.filter(({ from, to }) => !touched.has(from) && !touched.has(to));
  const lone = graph.nodes.filter(({ id }) => !touched.has(id) && !graph.edges.some(({ from, to }) => from === id || to === id));

  const line = (edge: GraphEdge, direction: "in" | "out", other: GraphNode | undefined) =>
    other && <EdgeRow key={edge.id} edge={edge} direction={direction} other={other} count={countOf(edge)} onOpen={opening.openEdge} />;
  const button = (node: GraphNode) => <NodeButton node={node} {...nodeText(node, services, nowMs)} onOpen={opening.openNode} />;

  return (
    <div className="map-list">
      {functions.map((node) => (
        <section key={node.id} className="map-group" aria-label={node.name}>
          <ul>{graph.edges.filter(({ to }) => to === functionNode(node.name)).map((edge) => line(edge, "in", byId.get(edge.from)))}</ul>
          {button(node)}
          <ul>
            {graph.edges.filter(({ from, to }) => from === node.id && to !== node.id).map((edge) => line(edge, "out", byId.get(edge.to)))}
          </ul>
        </section>
      ))}
      {apart.length + lone.length > 0 && (
        <section className="map-group" aria-label="Between services">
          <h3 className="muted">Between services</h3>
          <ul>
            {apart.map((edge) => {
              const from = byId.get(edge.from);
              return (
                from && (
                  <li key={edge.id} className="map-pair">
                    {button(from)}
                    <ul>{line(edge, "out", byId.get(edge.to))}</ul>
                  </li>
                )
              );
            })}
            {lone.map((node) => (
              <li key={node.id}>{button(node)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface EdgeRowProps {
  edge: GraphEdge;
  direction: "in" | "out";
  other: GraphNode;
  count: number;
  onOpen: (edge: GraphEdge) => void;
}

function EdgeRow({ edge, direction, other, count, onOpen }: EdgeRowProps) {
  const lit = useDots(count).length > 0;
  const word = edgeWord(edge);
  return (
    <li>
      <button
        type="button"
        className={`map-row ${direction} e-${lookOf(edge)} ${lit ? "lit" : ""}`}
        aria-label={edgeLabel(edge, count)}
        onClick={() => onOpen(edge)}
      >
        <span className="map-row-mark" aria-hidden="true" />
        <NodeIcon kind={other.kind} />
        <span className="map-node-name">{other.name}</span>
        {word !== "" && <span className="muted">{word}</span>}
        <b className="map-row-count">{count.toLocaleString("en-US")}</b>
      </button>
    </li>
  );
}
