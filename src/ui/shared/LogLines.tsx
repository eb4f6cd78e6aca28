/**
 * A log as the platform prints it, in columns or as printed. Long logs are cut in the middle until all is asked for, and
 * the browser lays out only the lines in sight.
 */
import { useState } from "react";
import type { LogLine } from "../../platform/results.ts";
import { CopyButton } from "./CopyButton.tsx";
import "./LogLines.css";
import { columnsOf, logTime } from "./log-columns.ts";

/** Of a longer log, this many lines from each end: the start says what ran, the end how it went. */
const SHOWN_AT_EACH_END = 150;
const INIT_DURATION = /(Init Duration: [\d.]+ ms)/;

export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  const [all, setAll] = useState(false);
  const [printed, setPrinted] = useState(false);
  if (lines.length === 0) return <p className="quiet">No log lines. A request that never reached a container writes none.</p>;
  const hidden = all ? 0 : Math.max(0, lines.length - 2 * SHOWN_AT_EACH_END);
  const head = hidden > 0 ? lines.slice(0, SHOWN_AT_EACH_END) : lines;
  const tail = hidden > 0 ? lines.slice(-SHOWN_AT_EACH_END) : [];

  return (
    <div className="logs">
      <div className="logs-bar">
        <span className="muted">{lines.length.toLocaleString("en-US")} lines</span>
        <span className="grow" />
        <button type="button" className={printed ? "lk on" : "lk"} aria-pressed={printed} onClick={() => setPrinted(!printed)}>
          As printed
        </button>
        <CopyButton label="Copy the log" text={() => lines.map(({ text }) => text).join("\n")} />
      </div>
      {/* A log is read with the arrow keys: what scrolls can be focused. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div className="logs-lines mono" role="log" aria-live="off" aria-label="Log lines" tabIndex={0}>
        <Rows lines={head} first={0} printed={printed} />
        {hidden > 0 && (
          <button type="button" className="logs-more" onClick={() => setAll(true)}>
            Show all {lines.length.toLocaleString("en-US")} lines ({hidden.toLocaleString("en-US")} more)
          </button>
        )}
        <Rows lines={tail} first={lines.length - tail.length} printed={printed} />
      </div>
    </div>
  );
}

interface RowsProps {
  lines: readonly LogLine[];
  /** The place of the first of them in the log. */
  first: number;
  printed: boolean;
}

function Rows({ lines, first, printed }: RowsProps) {
  return lines.map((line, index) => {
    const key = first + index;
    const { kind, message, tone } = columnsOf(line);
    if (printed) {
      return (
        <div key={key} className={`lg printed ${tone}`}>
          <span className="lm">{withInitDuration(line.text)}</span>
        </div>
      );
    }
    return (
      <div key={key} className={`lg ${tone}`}>
        <span className="lt">{logTime(line.atMs, lines[index - 1]?.atMs)}</span>
        <span className="lk0">{kind}</span>
        <span className="lm">{tone === "report" ? withInitDuration(message) : message}</span>
      </div>
    );
  });
}

function withInitDuration(text: string) {
  const [before, init, after] = text.split(INIT_DURATION);
  if (init === undefined) return text;
  return (
    <>
      {before}
      <b>{init}</b>
      {after}
    </>
  );
}
