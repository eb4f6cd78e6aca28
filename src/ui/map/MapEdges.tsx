/** The edges: lines behind the nodes, and on each a button with its count. A dot travels along one when an event passes. */
import { memo, useEffect, useReducer, useRef } from "react";
import type { GraphEdge } from "./graph.ts";
import type { PlacedEdge } from "./layout.ts";

/** No more dots at once on one edge, and no sooner after another: a stream is seen as a stream. */
const MOST_DOTS = 4;
const APART_MS = 140;
const TRAVEL_MS = 600;

export function lookOf({ role }: GraphEdge): "trigger" | "bad" | "call" | "on" {
  if (role.type === "trigger") return "trigger";
  if (role.type === "call") return "call";
  const isBad = role.type === "batch-failure" || role.type === "redrive" || (role.type === "destination" && role.on !== "success");
  return isBad ? "bad" : "on";
}

/** Before the count, where the line alone does not say what it is. */
export function edgeWord({ role }: GraphEdge): string {
  switch (role.type) {
    case "trigger":
    case "subscription":
    case "alarm-action":
      return "";
    case "destination":
      return role.on === "dead-letter" ? "dead letters" : `on ${role.on}`;
    case "batch-failure":
      return "failed batches";
    case "redrive":
      return "dead letters";
    case "call":
      return "calls";
  }
}

export function edgeLabel(edge: GraphEdge, count: number): string {
  return `${edge.name}, ${count.toLocaleString("en-US")} passed`;
}

interface LineProps {
  edge: GraphEdge;
  placed: PlacedEdge;
  count: number;
}

/** A line, its arrow, and what passes along it. */
export const EdgeLine = memo(function EdgeLine({ edge, placed, count }: LineProps) {
  const { path, tip } = placed;
  const dots = useDots(count);
  const look = lookOf(edge);
  return (
    <g className={`map-edge e-${look} ${dots.length > 0 ? "lit" : ""}`}>
      <path className="map-line" d={path} />
      <path className="map-tip" d={`M${tip.x - 6},${tip.y - 3.5} L${tip.x},${tip.y} L${tip.x - 6},${tip.y + 3.5}`} />
      {dots.map((id) => (
        <circle key={id} className="map-dot" r={4} style={{ offsetPath: `path("${path}")` }} />
      ))}
    </g>
  );
});

interface ButtonProps extends LineProps {
  onOpen: (edge: GraphEdge) => void;
}

export const EdgeButton = memo(function EdgeButton({ edge, placed, count, onOpen }: ButtonProps) {
  const word = edgeWord(edge);
  const label = edgeLabel(edge, count);
  return (
    <li className="map-place" style={{ transform: `translate(${placed.label.x}px, ${placed.label.y}px)` }}>
      <button type="button" className={`map-count e-${lookOf(edge)}`} aria-label={label} title={label} onClick={() => onOpen(edge)}>
        {word !== "" && <span>{word}</span>}
        <b>{count.toLocaleString("en-US")}</b>
      </button>
    </li>
  );
});

/** The dots that are on their way: one for each pass since this was first shown, as far as they can be told apart. */
export function useDots(count: number): readonly number[] {
  const dots = useRef<readonly { readonly id: number; readonly untilMs: number }[]>([]);
  const seen = useRef(count);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [, redraw] = useReducer((times: number) => times + 1, 0);

  useEffect(() => {
    if (count < seen.current) seen.current = count;
    const step = () => {
      timer.current = undefined;
      const nowMs = performance.now();
      const before = dots.current;
      dots.current = before.filter(({ untilMs }) => untilMs > nowMs);
      const due = seen.current < count && dots.current.length < MOST_DOTS && nowMs - last.current >= APART_MS;
      if (due) {
        // More than can be told apart are one stream: the last ones are shown.
        seen.current = Math.max(seen.current + 1, count - MOST_DOTS);
        last.current = nowMs;
        dots.current = [...dots.current, { id: seen.current, untilMs: nowMs + TRAVEL_MS }];
      }
      if (due || dots.current.length !== before.length) redraw();
      if (dots.current.length > 0 || seen.current < count) timer.current = setTimeout(step, APART_MS / 2);
    };
    step();
    return () => clearTimeout(timer.current);
  }, [count]);

  return dots.current.map(({ id }) => id);
}
