/** From a trace or a build error into the code: opens the file at the line; on a phone it turns to the code. */
import { useCallback } from "react";
import type { FileRef } from "../../store/state.ts";
import { revealLine } from "../editor/reveal-line.ts";
import { useIntents } from "../shared/store-context.tsx";
import { useIsNarrow } from "../shared/useMediaQuery.ts";

export type ShowPlace = (file: FileRef, line: number, column?: number) => void;

export function useShowPlace(): ShowPlace {
  const { openFile, showPane } = useIntents();
  const narrow = useIsNarrow();
  return useCallback(
    (file, line, column) => {
      openFile(file);
      if (narrow) showPane("code");
      revealLine(file, line, column);
    },
    [openFile, showPane, narrow],
  );
}
