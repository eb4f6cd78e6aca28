/** What the active draft reaches and what will be received there, worked out once for each change of draft or routes. */
import { useMemo } from "react";
import { activeDraft, allRoutes } from "../../store/selectors.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { type Received, receivedFor } from "./received-event.ts";

export function useReceived(): Received {
  const draft = useColdstart(activeDraft);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const routes = useColdstart(allRoutes);
  const atMs = useColdstart((state) => state.platform.startedAtMs);
  return useMemo(() => receivedFor(draft, activeFunction, routes, atMs), [draft, activeFunction, routes, atMs]);
}
