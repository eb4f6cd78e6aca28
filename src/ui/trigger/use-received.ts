/** What the active draft reaches and what will be received there, worked out once for each change of draft or routes. */
import { useMemo } from "react";
import { activeDraft, httpFront } from "../../store/selectors.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { type Received, receivedFor } from "./received-event.ts";

export function useReceived(): Received {
  const draft = useColdstart(activeDraft);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const front = useColdstart(httpFront);
  const atMs = useColdstart((state) => state.platform.startedAtMs);
  return useMemo(() => receivedFor(draft, activeFunction, front, atMs), [draft, activeFunction, front, atMs]);
}
