/** A text area with line numbers: what is there before Monaco is, and where Monaco cannot be. */
import { type RefObject, useEffect, useId, useRef } from "react";
import { sameFile } from "../../store/file-tabs.ts";
import { useIntents } from "../shared/store-context.tsx";
import type { CodeEditorProps } from "./CodeEditor.tsx";
import { onRevealLine } from "./reveal-line.ts";
import type { CostLines } from "./use-cost-lines.ts";

const LINE_PX = 21;

export function PlainEditor({
  file,
  text,
  costLines,
  costWords,
  readOnly,
  area,
}: CodeEditorProps & { area: RefObject<HTMLTextAreaElement | null> }) {
  const { editFile } = useIntents();
  const numbers = useRef<HTMLDivElement>(null);
  const hint = useId();
  const lines = text.split("\n").length;

  useEffect(
    () =>
      onRevealLine((place) => {
        if (!area.current || !sameFile(place.file, file)) return false;
        goTo(area.current, place.line, place.column);
        return true;
      }),
    [area, file],
  );

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
        readOnly={readOnly}
        aria-label={`${file.functionName}/${file.path}`}
        aria-describedby={costLines ? hint : undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        onChange={(event) => editFile(file, event.target.value)}
        onCompositionStart={(event) => {
          event.currentTarget.dataset.composing = "";
        }}
        onCompositionEnd={(event) => {
          delete event.currentTarget.dataset.composing;
        }}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
      {costLines && (
        <span id={hint} className="visually-hidden">
          Lines {costLines.run.from} to {costLines.run.to} run with {costWords.run}; the others {costWords.init}.
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

function goTo(area: HTMLTextAreaElement, line: number, column: number): void {
  const before = area.value.split("\n").slice(0, line - 1);
  const place = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  area.focus();
  area.setSelectionRange(place, place);
  area.scrollTop = Math.max(0, (line - 1) * LINE_PX - area.clientHeight / 2);
}
