/** Which exchange the response is about: the newest of the active function, or an older one picked from the history. */
import { useEffect, useState } from "react";
import type { Exchange } from "../../store/state.ts";
import { useColdstart } from "../shared/store-context.tsx";

/** An answer that comes sooner replaces the last one without an empty moment in between. */
const WAITING_SHOWN_AFTER_MS = 150;

interface Shown {
  readonly exchange: Exchange | undefined;
  /** Until the next request is sent. */
  readonly pick: (id: number) => void;
}

export function useShownExchange(): Shown {
  const history = useColdstart((state) => state.history);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const [picked, setPicked] = useState<{ readonly id: number; readonly newestId: number }>();
  const newestId = history[0]?.id ?? 0;
  const own = history.filter(({ functionName }) => functionName === activeFunction);
  const older = picked?.newestId === newestId ? own.find(({ id }) => id === picked.id) : undefined;
  const newest = older ?? own[0];
  const waitingId = newest?.state === "waiting" ? newest.id : undefined;
  const isLong = useIsLong(waitingId);
  const lastEnded = own.find(({ state, earlier }) => state !== "waiting" && !earlier);
  return {
    exchange: waitingId !== undefined && !isLong ? (lastEnded ?? newest) : newest,
    pick: (id) => setPicked({ id, newestId }),
  };
}

/** Whether this wait has gone on for so long that it is worth showing. */
function useIsLong(waitingId: number | undefined): boolean {
  const [longId, setLongId] = useState<number>();
  useEffect(() => {
    if (waitingId === undefined) return;
    const timer = setTimeout(() => setLongId(waitingId), WAITING_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waitingId]);
  return waitingId !== undefined && longId === waitingId;
}
