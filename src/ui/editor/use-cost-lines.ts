/** Which lines of the open file are paid once per container and which with every request. */
import { useMemo } from "react";
import { entryFile, sameFile } from "../../store/file-tabs.ts";
import { findFunction } from "../../store/selectors.ts";
import type { FileRef } from "../../store/state.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { handlerRange, type LineRange } from "./handler-range.ts";

export interface CostLines {
  readonly init: readonly LineRange[];
  readonly run: LineRange;
}

/** Of the handler's own file only, and only where its handler is found. */
export function useCostLines(file: FileRef | undefined, text: string): CostLines | undefined {
  const handler = useColdstart((state) => {
    const definition = file && findFunction(state, file.functionName);
    return definition && sameFile(entryFile(definition), file) ? definition.handler : undefined;
  });
  return useMemo(() => (handler === undefined ? undefined : costLines(text, handler.slice(handler.lastIndexOf(".") + 1))), [handler, text]);
}

export function costLines(text: string, exportName: string): CostLines | undefined {
  const run = handlerRange(text, exportName);
  if (!run) return undefined;
  const lines = text.split("\n");
  const isBlank = (line: number) => (lines[line - 1] ?? "").trim() === "";
  let [before, after] = [run.from - 1, run.to + 1];
  while (before > 0 && isBlank(before)) before -= 1;
  while (after <= lines.length && isBlank(after)) after += 1;
  return {
    run,
    init: [
      ...(before > 0 ? [{ from: 1, to: run.from - 1 }] : []),
      ...(after <= lines.length ? [{ from: after, to: lastUsed(lines) }] : []),
    ],
  };
}

function lastUsed(lines: readonly string[]): number {
  let last = lines.length;
  while (last > 1 && (lines[last - 1] ?? "").trim() === "") last -= 1;
  return last;
}
