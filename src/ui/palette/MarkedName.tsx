/** A name, with the letters marked that were typed. */
import { Fragment } from "react";
import type { Span } from "./match.ts";

export function MarkedName({ name, marks }: { readonly name: string; readonly marks: readonly Span[] }) {
  return (
    <>
      {marks.map(([from, until], place) => (
        <Fragment key={from}>
          {name.slice(marks[place - 1]?.[1] ?? 0, from)}
          <mark>{name.slice(from, until)}</mark>
        </Fragment>
      ))}
      {name.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
