/** One file's lines as they were and as they became, side by side where there is room. */
import { type ReactNode, useState } from "react";
import { counted } from "../shared/counted.ts";
import { changedPart, foldsOf, type Stretch } from "./line-diff.ts";

interface FileDiffProps {
  readonly label: string;
  readonly stretches: readonly Stretch[];
  readonly split: boolean;
  /** What the two sides are: "Version 5", "Version 6". */
  readonly sides: readonly [string, string];
}

/** More than a person reads of one file at once. */
const MOST_LINES = 3_000;

export function FileDiff({ label, stretches, split, sides }: FileDiffProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = useState(false);
  let shown = 0;
  const changes = stretches.filter(({ type }) => type === "change").length;
  const rows = stretches.map((stretch, place) => {
    const length = stretch.type === "same" ? 0 : stretch.removed.length + stretch.added.length;
    shown += length;
    if (!whole && shown > MOST_LINES && length > 0) return null;
    const key = `${stretch.fromBefore} ${stretch.fromAfter}`;
    if (stretch.type === "change") return <Change key={key} stretch={stretch} split={split} />;
    const open = unfolded.has(place);
    return (
      <Same
        key={key}
        stretch={stretch}
        split={split}
        open={open}
        edges={[place === 0, place === stretches.length - 1]}
        onOpen={() => setUnfolded(new Set([...unfolded, place]))}
      />
    );
  });
  if (changes === 0) return <p className="hist-note">Only the end of the last line differs.</p>;
  return (
    <>
      <table className={split ? "hist-diff split" : "hist-diff"} aria-label={label}>
        <colgroup>
          <col className="hist-col" />
          {split ? <col /> : null}
          <col className="hist-col" />
          <col />
        </colgroup>
        <thead className={split ? undefined : "visually-hidden"}>
          {split ? (
            <tr>
              <th colSpan={2} scope="colgroup">
                {sides[0]}
              </th>
              <th colSpan={2} scope="colgroup">
                {sides[1]}
              </th>
            </tr>
          ) : (
            <tr>
              <th scope="col">Line in {sides[0]}</th>
              <th scope="col">Line in {sides[1]}</th>
              <th scope="col">Text</th>
            </tr>
          )}
        </thead>
        {rows}
      </table>
      {!whole && shown > MOST_LINES && (
        <button type="button" className="lk" onClick={() => setWhole(true)}>
          Show all {counted(shown, "changed line")}
        </button>
      )}
    </>
  );
}

interface SameProps {
  readonly stretch: Stretch & { readonly type: "same" };
  readonly split: boolean;
  readonly open: boolean;
  readonly edges: readonly [boolean, boolean];
  readonly onOpen: () => void;
}

function Same({ stretch, split, open, edges, onOpen }: SameProps) {
  const { lines, fromBefore, fromAfter } = stretch;
  const { head, folded, tail } = open ? { head: lines.length, folded: 0, tail: 0 } : foldsOf(lines.length, ...edges);
  const row = (at: number) => (
    <tr key={at}>
      <LineNumber line={fromBefore + at} />
      {split && <Text text={lines[at]} />}
      <LineNumber line={fromAfter + at} />
      <Text text={lines[at]} />
    </tr>
  );
  return (
    <tbody>
      {range(0, head).map(row)}
      {folded > 0 && (
        <tr className="hist-fold">
          <td colSpan={split ? 4 : 3}>
            <button type="button" onClick={onOpen}>
              Show {counted(folded, "equal line")}
            </button>
          </td>
        </tr>
      )}
      {range(lines.length - tail, lines.length).map(row)}
    </tbody>
  );
}

function Change({ stretch, split }: { readonly stretch: Stretch & { readonly type: "change" }; readonly split: boolean }) {
  const { removed, added, fromBefore, fromAfter } = stretch;
  const paired = removed.length === added.length;
  const part = (at: number) => (paired ? changedPart(removed[at] ?? "", added[at] ?? "") : undefined);
  const was = (at: number) => {
    const { start, endBefore } = part(at) ?? {};
    return <Text sign="removed" marked={start === undefined ? undefined : [start, endBefore]} text={removed[at]} />;
  };
  const is = (at: number) => {
    const { start, endAfter } = part(at) ?? {};
    return <Text sign="added" marked={start === undefined ? undefined : [start, endAfter]} text={added[at]} />;
  };
  const said = [
    ...(removed.length > 0 ? [`${counted(removed.length, "line")} removed`] : []),
    ...(added.length > 0 ? [`${counted(added.length, "line")} added`] : []),
  ].join(", ");
  return (
    <tbody className="hist-change" data-change tabIndex={-1} aria-label={`${said}, at line ${added.length > 0 ? fromAfter : fromBefore}`}>
      {split
        ? range(0, Math.max(removed.length, added.length)).map((at) => (
            <tr key={at}>
              {at < removed.length ? <LineNumber line={fromBefore + at} sign="removed" /> : <Nothing />}
              {at < removed.length ? was(at) : <Nothing />}
              {at < added.length ? <LineNumber line={fromAfter + at} sign="added" /> : <Nothing />}
              {at < added.length ? is(at) : <Nothing />}
            </tr>
          ))
        : [
            ...range(0, removed.length).map((at) => (
              <tr key={`was ${at}`}>
                <LineNumber line={fromBefore + at} sign="removed" />
                <td className="hist-number removed" />
                {was(at)}
              </tr>
            )),
            ...range(0, added.length).map((at) => (
              <tr key={`is ${at}`}>
                <td className="hist-number added" />
                <LineNumber line={fromAfter + at} sign="added" />
                {is(at)}
              </tr>
            )),
          ]}
    </tbody>
  );
}

type Sign = "added" | "removed";

function LineNumber({ line, sign }: { readonly line: number; readonly sign?: Sign }) {
  return <td className={sign ? `hist-number ${sign}` : "hist-number"}>{line}</td>;
}

interface TextProps {
  readonly text: string | undefined;
  readonly sign?: Sign;
  /** What of it changed. */
  readonly marked?: readonly [number, number | undefined] | undefined;
}

function Text({ text = "", sign, marked }: TextProps) {
  return (
    <td className={sign ? `hist-text ${sign}` : "hist-text"}>
      {sign && (
        <>
          <span className="hist-sign" aria-hidden="true">
            {sign === "added" ? "+" : "−"}
          </span>
          <span className="visually-hidden">{sign}: </span>
        </>
      )}
      {marked ? withMark(text, marked[0], marked[1] ?? text.length) : text}
    </td>
  );
}

function withMark(text: string, start: number, end: number): ReactNode {
  if (start >= end || (start === 0 && end === text.length)) return text;
  return (
    <>
      {text.slice(0, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}

function Nothing() {
  return <td className="hist-nothing" />;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
