/** A node's icon: those of services are theirs everywhere. */
import { ServiceIcon } from "../services/ServiceIcon.tsx";
import { Icon } from "../shared/Icon.tsx";
import type { GraphNode } from "./graph.ts";

export function NodeIcon({ kind, size = 14 }: { kind: GraphNode["kind"]; size?: number }) {
  if (kind === "function") return <Icon name="bolt" size={size} />;
  if (kind === "schedule") return <Icon name="clock" size={size} />;
  if (kind === "http") return <Icon name="globe" size={size} />;
  return <ServiceIcon kind={kind} size={size} />;
}
