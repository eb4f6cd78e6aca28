/** The handler's file of the function that is open, and which of its lines are paid once per container, which with every request. */
import { useEffect, useMemo, useRef } from "react";
import { entryFile } from "../../store/file-tabs.ts";
import { activeDefinition } from "../../store/selectors.ts";
import { type CostLines, useCostLines } from "../editor/use-cost-lines.ts";
import { useCostWords } from "../editor/use-cost-words.ts";
import { cssZoomOf } from "../shared/css-zoom.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { tokenLines } from "./code-tokens.ts";
import { withoutValues } from "./hidden-values.ts";
import { SendButtons, SendProblem } from "./SendButtons.tsx";
import "./code.css";

export function CodeSlide() {
  const definition = useColdstart(activeDefinition);
  const file = definition && entryFile(definition);
  const secrets = useColdstart((state) => state.project.secrets);
  const written = (file && definition.files[file.path]) ?? "";
  const text = useMemo(() => withoutValues(written, Object.values(secrets)), [written, secrets]);
  const costLines = useCostLines(file, text);
  const lines = useMemo(() => tokenLines(text.trimEnd()), [text]);
  const words = useCostWords(definition?.name);
  const scroller = useRef<HTMLDivElement>(null);
  const runTo = costLines?.run.to;
  // As much of the handler as there is room for, and above it what is paid once.
  useEffect(() => {
    const { current } = scroller;
    const heading = current?.querySelector<HTMLElement>(".pres-cost.run");
    const end = runTo === undefined ? undefined : current?.querySelectorAll("li")[runTo - 1];
    if (!current || !heading || !end) return;
    const zoom = cssZoomOf(current);
    const { top } = current.getBoundingClientRect();
    const overPx = (end.getBoundingClientRect().bottom - top) / zoom - current.clientHeight;
    const headingPx = (heading.getBoundingClientRect().top - top) / zoom;
    current.scrollTop += Math.max(0, Math.min(overPx, headingPx));
  }, [runTo]);
  if (!file) return <p className="pres-none">This project has no function.</p>;
  return (
    <div className="pres-code-slide">
      <h2>
        {file.functionName} <span className="mono muted">{file.path}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: longer than the screen, it is scrolled by the keyboard too */}
      <section className="pres-code" ref={scroller} tabIndex={0} aria-label={`Code of ${file.functionName}`}>
        <ol>
          {lines.map((tokens, place) => {
            const line = place + 1;
            const cost = costOf(costLines, line);
            const heading = cost && costOf(costLines, line - 1) !== cost ? cost : undefined;
            return (
              // Lines are told by their numbers.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={place} className={cost}>
                {heading && (
                  <p className={`pres-cost ${heading}`}>
                    <b>{heading}</b> {words[heading]}
                  </p>
                )}
                <span className="pres-no" aria-hidden="true">
                  {line}
                </span>
                <code>
                  {tokens.map(({ kind, text: piece }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line are told by their place
                    <span key={at} className={`syn-${kind}`}>
                      {piece}
                    </span>
                  ))}
                </code>
              </li>
            );
          })}
        </ol>
      </section>
      <SendButtons />
      <SendProblem />
    </div>
  );
}

function costOf(lines: CostLines | undefined, line: number): "init" | "run" | undefined {
  if (!lines) return undefined;
  const isIn = ({ from, to }: { from: number; to: number }) => line >= from && line <= to;
  if (isIn(lines.run)) return "run";
  return lines.init.some(isIn) ? "init" : undefined;
}
