/** JSON, or any text, to be read: coloured when it is short enough for that to be quick. */
import type { ReactNode } from "react";

interface JsonCodeProps {
  label: string;
  text: string;
  /** Names whose values are marked as examples. */
  examples?: ReadonlySet<string>;
  /** Not JSON: without colours. */
  plain?: boolean;
}

const COLOURED_CHARS = 60_000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LINE_NAME = /^\s*"([^"]+)":/;

export function JsonCode({ label, text, examples, plain = false }: JsonCodeProps) {
  return (
    // What scrolls can be focused, so that the arrow keys scroll it; a group, as only that may have a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: see above
    <pre className="code-view mono" tabIndex={0} role="group" aria-label={label}>
      {plain || text.length > COLOURED_CHARS ? text : examples ? linesOf(text, examples) : coloured(text)}
    </pre>
  );
}

function linesOf(text: string, examples: ReadonlySet<string>): ReactNode {
  return text.split("\n").map((line, index) => {
    const isExample = examples.has(LINE_NAME.exec(line)?.[1] ?? "");
    return (
      // A line has no other identity than its place.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <span key={index}>
        {coloured(line)}
        {isExample && <em className="eg">example</em>}
        {"\n"}
      </span>
    );
  });
}

function coloured(text: string): readonly ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    const kind = quoted === undefined ? "num" : colon === undefined ? "str" : "name";
    parts.push(
      <span key={match.index} className={`j-${kind}`}>
        {quoted ?? whole}
      </span>,
    );
    if (colon !== undefined) parts.push(colon);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
