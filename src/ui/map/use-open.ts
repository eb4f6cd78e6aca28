/** What a node, an edge or a row opens. Functions and services are shown in Build, a destination in its function's settings. */
import { useCallback } from "react";
import { useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "../trigger/open-trigger.ts";
import { triggerOfKey } from "../trigger/trigger-key.ts";
import { type Opens, opensNode } from "./flight-rows.ts";
import type { GraphEdge, GraphNode } from "./graph.ts";

export interface Opening {
  readonly open: (opens: Opens) => void;
  readonly openNode: (node: GraphNode) => void;
  readonly openEdge: (edge: GraphEdge) => void;
}

/** `onAsync` shows the asynchronous settings of a function. */
export function useOpen(onAsync: (functionName: string) => void): Opening {
  const store = useStoreApi();
  const open = useCallback(
    (opens: Opens) => {
      const { intents } = store.getState();
      if (opens.type === "function") intents.selectFunction(opens.name);
      else intents.openService(opens.service);
      intents.show("build");
      intents.showPane("code");
    },
    [store],
  );
  const openNode = useCallback(
    ({ id, of }: GraphNode) => {
      const opens = opensNode(id, of);
      if (opens) open(opens);
    },
    [open],
  );
  const openEdge = useCallback(
    ({ from, to, role }: GraphEdge) => {
      if (role.type === "trigger") return openTrigger(store.getState(), role.functionName, role);
      if (role.type === "destination") return onAsync(role.functionName);
      if (role.type === "batch-failure") {
        const { functions } = store.getState().project;
        const found = triggerOfKey(functions.find(({ name }) => name === role.functionName)?.triggers ?? [], role.key);
        if (found) openTrigger(store.getState(), role.functionName, found);
        return;
      }
      const opens = opensNode(role.type === "call" ? to : from);
      if (opens) open(opens);
    },
    [store, open, onAsync],
  );
  return { open, openNode, openEdge };
}
