/** The passes along every edge, of services and of HTTP requests, by "from>to"; read a few times a second. */
import { useMemo, useRef } from "react";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { EdgePass } from "../../platform/services/services-view.ts";
import type { Coldstart } from "../../store/intents.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";
import type { Graph } from "./graph.ts";
import { countHttp, NO_HTTP_PASSES } from "./http-passes.ts";

const EVERY_MS = 120;
const keptInvocations = (state: Coldstart) => state.invocations;
const currentServices = (state: Coldstart) => state.services;

export function useServicesView() {
  return useSlowly(currentServices, EVERY_MS);
}

export function usePasses({ edges }: Graph, passes: readonly EdgePass[]): ReadonlyMap<string, EdgePass> {
  const invocations = useSlowly(keptInvocations, EVERY_MS);
  const dropped = useColdstart((state) => state.invocationsDropped);
  const counted = useRef(NO_HTTP_PASSES);
  const routes = useMemo(() => {
    const byFunction = new Map<string, NodeId[]>();
    for (const { from, role } of edges) {
      if (role.type !== "trigger" || !from.startsWith("http:")) continue;
      byFunction.set(role.functionName, [...(byFunction.get(role.functionName) ?? []), from]);
    }
    return byFunction;
  }, [edges]);
  return useMemo(() => {
    counted.current = countHttp(counted.current, invocations, dropped, routes);
    return new Map([...counted.current.byEdge, ...passes.map((pass) => [`${pass.from}>${pass.to}`, pass] as const)]);
  }, [invocations, dropped, routes, passes]);
}
