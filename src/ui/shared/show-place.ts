/** A place in the person's code that something points at (a trace, a build error) and the editor shows when it can. */
import { useCallback } from "react";
import type { FileRef } from "../../store/state.ts";
import { useIntents } from "./store-context.tsx";
import { useIsNarrow } from "./useMediaQuery.ts";

export interface Place extends FileRef {
  /** From 1. */
  readonly line: number;
  readonly column?: number;
}

type Listener = (place: Place) => void;

const listeners = new Set<Listener>();
/** Asked for while nobody listened: the editor may still be on its way. */
let missed: Place | undefined;

/** For the editor. Answers how to stop listening. */
export function onShowPlace(listener: Listener): () => void {
  listeners.add(listener);
  if (missed) listener(missed);
  missed = undefined;
  return () => listeners.delete(listener);
}

/** Opens the file, and asks the editor for the line; on a phone it turns to the code. */
export function useShowPlace(): (place: Place) => void {
  const { openFile, showPane } = useIntents();
  const narrow = useIsNarrow();
  return useCallback(
    (place) => {
      openFile({ functionName: place.functionName, path: place.path });
      if (narrow) showPane("code");
      missed = listeners.size === 0 ? place : undefined;
      for (const listener of listeners) listener(place);
    },
    [openFile, showPane, narrow],
  );
}
