/** The answer's body as what it is: JSON laid out, text, an image; or as it came. */
import { useMemo, useState } from "react";
import type { Exchange } from "../../store/state.ts";
import { CopyButton } from "../shared/CopyButton.tsx";
import { type AnswerContent, directContent, httpContent } from "./answer-content.ts";
import { JsonCode } from "./JsonCode.tsx";

/** A longer text is cut until all of it is asked for. */
const SHOWN_CHARS = 200_000;

export function AnswerBody({ exchange }: { exchange: Exchange }) {
  const { http, invocation } = exchange;
  const content = useMemo(() => (http ? httpContent(http) : invocation ? directContent(invocation) : undefined), [http, invocation]);
  const [raw, setRaw] = useState(false);
  if (!content) return null;
  if (content.kind === "empty") return <p className="request-note">The body is empty.</p>;
  const hasRaw = content.kind === "json" || content.kind === "image";
  return (
    <div className="answer">
      <div className="answer-tools">
        {hasRaw && (
          <button type="button" className={raw ? "lk on" : "lk"} aria-pressed={raw} onClick={() => setRaw(!raw)}>
            Raw
          </button>
        )}
        <CopyButton label="Copy the body" text={() => content.raw} />
      </div>
      <Content content={content} raw={raw && hasRaw} />
    </div>
  );
}

function Content({ content, raw }: { content: Exclude<AnswerContent, { kind: "empty" }>; raw: boolean }) {
  if (raw) return <LongText text={content.raw} />;
  switch (content.kind) {
    case "json":
      return <LongText text={content.pretty} isJson />;
    case "text":
      return <LongText text={content.raw} />;
    case "image":
      return <img className="answer-image" src={content.source} alt={`The answer, ${content.type}`} />;
    case "bytes":
      return (
        <>
          <p className="request-note">Bytes ({content.type}), shown in base64.</p>
          <LongText text={content.raw} />
        </>
      );
  }
}

function LongText({ text, isJson = false }: { text: string; isJson?: boolean }) {
  const [all, setAll] = useState(false);
  const shown = all || text.length <= SHOWN_CHARS ? text : text.slice(0, SHOWN_CHARS);
  return (
    <>
      <JsonCode label="Body of the answer" text={shown} plain={!isJson} />
      {shown.length < text.length && (
        <button type="button" className="logs-more" onClick={() => setAll(true)}>
          Show all {text.length.toLocaleString("en-US")} characters
        </button>
      )}
    </>
  );
}
