/**
 * A number that can be asked: it looks like the text it stands in, and when pressed says whether it was measured, modelled
 * or counted, how, from which source, and what is not in it. It is a button: put it beside other controls, never into one.
 */
import { isValidElement, type ReactNode } from "react";
import { Explain } from "../../shared/Explain.tsx";
import { FactKindMark } from "./FactKindMark.tsx";
import { type FactId, type FactSource, factOf } from "./number-facts.ts";
import { useFactContext } from "./use-fact-context.ts";
import "./sources.css";

interface AskedProps {
  readonly fact: FactId;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
}

export function Asked({ fact, children, align = "start" }: AskedProps) {
  const { title, kind, how, not, sources = [] } = factOf(fact, useFactContext());
  return (
    <Explain className="asked" align={align} trigger={children} label={`${textOf(children)}, ${title}: where this number is from`}>
      <h2>{title}</h2>
      <p>
        <FactKindMark kind={kind} />
      </p>
      <p>{how}</p>
      {not !== undefined && (
        <p>
          <b>Not in it.</b> {not}
        </p>
      )}
      <Sources sources={sources} />
    </Explain>
  );
}

function Sources({ sources }: { sources: readonly FactSource[] }) {
  return sources.map((source) => (
    <p key={source.href} className="asked-source">
      <SourceLink {...source} />
    </p>
  ));
}

/** What is read there, whose page it is, and when it was read. */
export function SourceLink({ what, href, asOf }: FactSource) {
  return (
    <>
      {what}:{" "}
      <a href={href} target="_blank" rel="noreferrer">
        {new URL(href).hostname.replace(/^www\./, "")}
      </a>
      , {asOf}
    </>
  );
}

/** What is read aloud begins with what is seen. */
function textOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (isValidElement<{ readonly children?: ReactNode }>(node)) return textOf(node.props.children);
  return "";
}
