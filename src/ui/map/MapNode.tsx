/** One node of the map: a button with its icon, its name and what it holds now. */
import { memo } from "react";
import { ContainerDots, dotsText, livePhases } from "../explorer/ContainerDots.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { GraphNode } from "./graph.ts";
import { NodeIcon } from "./NodeIcon.tsx";
import { kindWord, type NodeText } from "./node-texts.ts";

interface MapNodeProps {
  node: GraphNode;
  x: number;
  y: number;
  text: string;
  tone: NodeText["tone"];
  onOpen: (node: GraphNode) => void;
}

export const MapNode = memo(function MapNode({ node, x, y, text, tone, onOpen }: MapNodeProps) {
  return (
    <li className="map-place" style={{ transform: `translate(${x}px, ${y}px)` }}>
      <NodeButton node={node} text={text} tone={tone} onOpen={onOpen} />
    </li>
  );
});

type NodeButtonProps = Omit<MapNodeProps, "x" | "y">;

export function NodeButton({ node, text, tone, onOpen }: NodeButtonProps) {
  const { kind, name } = node;
  const isFunction = kind === "function";
  const phases = useColdstart((state) => (isFunction ? livePhases(state, name) : ""));
  const running = dotsText(phases);
  const words = [isFunction ? running : "", text].filter((each) => each !== "").join(", ");
  return (
    <button
      type="button"
      className={`map-node ${isFunction ? "fn" : ""} is-${tone}`}
      aria-label={`${kindWord(kind)} ${name}${words === "" ? "" : `, ${words}`}`}
      title={name}
      onClick={() => onOpen(node)}
    >
      <NodeIcon kind={kind} />
      <span className="map-node-name">{name}</span>
      <span className="map-node-text">
        {isFunction && <ContainerDots phases={phases} />}
        {isFunction && running === "" && text === ""
          ? "no container"
          : isFunction
            ? [running, text].filter((each) => each !== "").join(" · ")
            : text}
      </span>
    </button>
  );
}
