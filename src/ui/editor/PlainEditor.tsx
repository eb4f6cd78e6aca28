/** A text area with line numbers: what is there before Monaco is, and where Monaco cannot be. */
import { type RefObject, useId, useRef } from "react";
import { useIntents } from "../shared/store-context.tsx";
import type { CodeEditorProps } from "./CodeEditor.tsx";
import { costWords } from "./cost-words.ts";
import type { CostLines } from "./use-cost-lines.ts";

export function PlainEditor({ file, text, costLines, times, area }: CodeEditorProps & { area: RefObject<HTMLTextAreaElement | null> }) {
  const { editFile } = useIntents();
  const numbers = useRef<HTMLDivElement>(null);
  const hint = useId();
  const words = costWords(times);
  const lines = text.split("\n").length;
  return (
    <div className="plain-editor">
      <div className="plain-numbers" ref={numbers} aria-hidden="true">
        {Array.from({ length: lines }, (_, at) => at + 1).map((line) => (
          <span key={line} className={costClass(costLines, line)}>
            {line}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        value={text}
        aria-label={`${file.functionName}/${file.path}`}
        aria-describedby={costLines ? hint : undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        onChange={(event) => editFile(file, event.target.value)}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
      {costLines && (
        <span id={hint} className="visually-hidden">
          Lines {costLines.run.from} to {costLines.run.to} run with {words.run}; the others {words.init}.
        </span>
      )}
    </div>
  );
}

function costClass(costLines: CostLines | undefined, line: number): string | undefined {
  if (!costLines) return undefined;
  const isIn = ({ from, to }: { from: number; to: number }) => line >= from && line <= to;
  if (isIn(costLines.run)) return "cost-run";
  return costLines.init.some(isIn) ? "cost-init" : undefined;
}
