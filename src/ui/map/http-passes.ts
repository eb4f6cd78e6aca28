/**
 * How often a request came in by each route, counted among the requests that the page keeps. Only what ended since the
 * last look is gone through: the list is long.
 */
import type { InvocationView } from "../../platform/results.ts";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { EdgePass } from "../../platform/services/services-view.ts";
import { functionNode } from "./graph.ts";

export interface HttpPasses {
  /** How many had ended, those let go included. */
  readonly seen: number;
  /** By "from>to". */
  readonly byEdge: ReadonlyMap<string, EdgePass>;
}

export const NO_HTTP_PASSES: HttpPasses = { seen: 0, byEdge: new Map() };

/** The routes that lead to each function, by its name. */
export type RouteNodes = ReadonlyMap<string, readonly NodeId[]>;

export function countHttp(before: HttpPasses, invocations: readonly InvocationView[], dropped: number, routes: RouteNodes): HttpPasses {
  const total = dropped + invocations.length;
  // Fewer than before: the platform began anew.
  const { seen, byEdge } = total < before.seen ? NO_HTTP_PASSES : before;
  if (total === seen) return before;
  const counts = new Map(byEdge);
  for (const view of invocations.slice(Math.max(0, seen - dropped))) {
    if (view.trigger !== "http") continue;
    const from = routeNode(view, routes.get(view.functionName) ?? []);
    if (from === undefined) continue;
    const to = functionNode(view.functionName);
    const key = `${from}>${to}`;
    counts.set(key, { from, to, atMs: view.arrivedAtMs, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return { seen: total, byEdge: counts };
}

/** By what the event says of its route; where that is not kept or not known any more, the function's first one. */
function routeNode({ event }: InvocationView, all: readonly NodeId[]): NodeId | undefined {
  const own = all.find((id) => id.startsWith("http:url/"));
  if (own !== undefined && textOf(event, "domainName")?.includes(".lambda-url.")) return own;
  const nodes = all.filter((id) => id !== own);
  if (nodes.length < 2) return nodes[0] ?? own;
  const resource = textOf(event, "resource");
  const route = textOf(event, "routeKey") ?? (resource === undefined ? undefined : `${textOf(event, "httpMethod") ?? "ANY"} ${resource}`);
  return (
    nodes.find((id) => id === `http:${route}`) ?? nodes.find((id) => resource !== undefined && id === `http:ANY ${resource}`) ?? nodes[0]
  );
}

function textOf(json: string, name: string): string | undefined {
  return new RegExp(`"${name}":\\s*"([^"]*)"`).exec(json)?.[1];
}
