/**
 * The project as a graph: what events come from, the functions they start, and where those send them on. It is read from
 * the project alone, but for calls through the SDK, which are known once one was seen.
 */
import type { NodeId } from "../../platform/services/service-context.ts";
import type { EdgePass } from "../../platform/services/services-view.ts";
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { Destination, Trigger } from "../../platform/triggers/trigger.ts";
import type { Project } from "../../project/schema.ts";
import { keyedTriggers } from "../trigger/trigger-key.ts";

export type NodeKind = "bucket" | "queue" | "table" | "topic" | "bus" | "alarm" | "function" | "schedule" | "http";

export interface GraphNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name: string;
  /** Of a route or a schedule: the function that it starts. */
  readonly of?: string;
}

/** What an edge is, and so what it opens. */
export type EdgeRole =
  | { readonly type: "trigger"; readonly functionName: string; readonly key: string; readonly trigger: Trigger }
  | { readonly type: "destination"; readonly functionName: string; readonly on: "success" | "failure" | "dead-letter" }
  | { readonly type: "batch-failure"; readonly functionName: string; readonly key: string }
  | { readonly type: "subscription" }
  | { readonly type: "redrive" }
  | { readonly type: "alarm-action" }
  | { readonly type: "call" };

export interface GraphEdge {
  readonly id: string;
  readonly from: NodeId;
  readonly to: NodeId;
  /** "Upload trigger: photos to thumbs". */
  readonly name: string;
  readonly role: EdgeRole;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export const functionNode = (name: string): NodeId => `function:${name}`;

/** "function:thumbs" is thumbs. */
export function nameOfNode(id: NodeId): string {
  return id.slice(id.indexOf(":") + 1);
}

export function kindOfNode(id: NodeId): string {
  return id.slice(0, id.indexOf(":"));
}

export function graphOf(project: Project, passes: readonly EdgePass[]): Graph {
  const nodes = new Map<NodeId, GraphNode>();
  const edges: GraphEdge[] = [];
  const kinds = new Map(project.topics.map(({ name, kind }) => [name, kind]));
  const topicNode = (name: string): NodeId => (name === "default" || kinds.get(name) === "bus" ? `bus:${name}` : `topic:${name}`);
  const addNode = (node: GraphNode) => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
  };
  const addEdge = (from: NodeId, to: NodeId, name: string, role: EdgeRole) => {
    edges.push({ id: `${edges.length}:${from}>${to}`, from, to, name, role });
  };
  const nodeOfDestination = ({ type, name }: Destination): NodeId =>
    type === "bus" || type === "topic" ? topicNode(name) : `${type}:${name}`;

  for (const definition of project.functions) {
    for (const { key, place, trigger } of keyedTriggers(definition.triggers)) {
      const source = sourceNode(trigger, definition.name, place, topicNode);
      addNode(source);
      const role = { type: "trigger", functionName: definition.name, key, trigger } as const;
      addEdge(source.id, functionNode(definition.name), `${kindOf(trigger).label} trigger: ${source.name} to ${definition.name}`, role);
    }
  }
  for (const { name } of project.functions) addNode({ id: functionNode(name), kind: "function", name });
  for (const name of project.buckets) addNode({ id: `bucket:${name}`, kind: "bucket", name });
  for (const { name } of project.queues) addNode({ id: `queue:${name}`, kind: "queue", name });
  for (const { name } of project.tables) addNode({ id: `table:${name}`, kind: "table", name });
  for (const { name, kind } of project.topics) addNode({ id: topicNode(name), kind, name });
  for (const { name } of project.alarms) addNode({ id: `alarm:${name}`, kind: "alarm", name });

  const addOn = (functionName: string, on: "success" | "failure" | "dead-letter", destination: Destination | undefined) => {
    if (!destination) return;
    const words = on === "dead-letter" ? "Dead-letter queue" : `On ${on}`;
    const name = `${words}: ${functionName} to ${destination.name}`;
    addEdge(functionNode(functionName), nodeOfDestination(destination), name, { type: "destination", functionName, on });
  };
  for (const { name, asyncInvocation, triggers } of project.functions) {
    addOn(name, "success", asyncInvocation.onSuccess);
    addOn(name, "failure", asyncInvocation.onFailure);
    const { deadLetterQueue } = asyncInvocation;
    addOn(name, "dead-letter", deadLetterQueue === undefined ? undefined : { type: "queue", name: deadLetterQueue });
    for (const { key, trigger } of keyedTriggers(triggers)) {
      const kind = kindOf(trigger);
      const failures = kind.failures?.destination(trigger);
      if (!failures) continue;
      const words = `Failed batches of ${kind.subject(trigger)}: ${name} to ${failures.name}`;
      addEdge(functionNode(name), nodeOfDestination(failures), words, { type: "batch-failure", functionName: name, key });
    }
  }
  for (const { name, queues } of project.topics) {
    for (const { queue } of queues)
      addEdge(topicNode(name), `queue:${queue}`, `Subscription: ${name} to ${queue}`, { type: "subscription" });
  }
  for (const { name, deadLetterQueue } of project.queues) {
    if (deadLetterQueue !== undefined)
      addEdge(`queue:${name}`, `queue:${deadLetterQueue}`, `Dead letters: ${name} to ${deadLetterQueue}`, { type: "redrive" });
  }
  for (const { name, queue } of project.alarms) {
    if (queue !== undefined) addEdge(`alarm:${name}`, `queue:${queue}`, `Alarm's notice: ${name} to ${queue}`, { type: "alarm-action" });
  }

  const known = new Set(edges.map(({ from, to }) => `${from}>${to}`));
  for (const { from, to } of passes) {
    // The default bus is always there, and worth a place only once something was sent to it.
    if (to === "bus:default") addNode({ id: to, kind: "bus", name: "default" });
    if (known.has(`${from}>${to}`) || !nodes.has(from) || !nodes.has(to)) continue;
    addEdge(from, to, `Calls: ${nameOfNode(from)} to ${nameOfNode(to)}`, { type: "call" });
  }
  return { nodes: [...nodes.values()], edges: edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)) };
}

function sourceNode(trigger: Trigger, functionName: string, place: number, topicNode: (name: string) => NodeId): GraphNode {
  const kind = kindOf(trigger);
  if (!kind.watches) {
    const node = kind.node(trigger, functionName, place);
    return { id: `${node.kind}:${node.key}`, kind: node.kind, name: node.name, of: functionName };
  }
  const name = kind.watches.name(trigger);
  if (kind.watches.kind !== "topic") return { id: `${kind.watches.kind}:${name}`, kind: kind.watches.kind, name };
  const id = topicNode(name);
  return { id, kind: id.startsWith("bus:") ? "bus" : "topic", name };
}
