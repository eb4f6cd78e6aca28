/** What each part of a set-up adds to its link, as bars; the table behind them is the list itself. */
import type { LinkPart } from "../../project/share-link/share-link.ts";
import { counted, formatCount } from "../shared/counted.ts";

const MOST_SHOWN = 8;

export function LinkParts({ parts }: { parts: readonly LinkPart[] | undefined }) {
  if (!parts) return <p className="muted">It is being measured.</p>;
  const most = Math.max(1, ...parts.map(({ chars }) => chars));
  const shown = parts.slice(0, MOST_SHOWN);
  const others = parts.slice(MOST_SHOWN).reduce((sum, { chars }) => sum + chars, 0);
  return (
    <>
      <ul className="link-parts">
        {shown.map(({ kind, name, chars }) => (
          <li key={`${kind} ${name}`}>
            <span className="link-part-name">{name}</span>
            <span className="link-part-chars">{formatCount(chars)}</span>
            <i className="link-part-bar" style={{ width: `${(chars / most) * 100}%` }} />
          </li>
        ))}
      </ul>
      {others > 0 && <p className="field-hint">And {counted(others, "character")} of smaller parts.</p>}
      <p className="field-hint">How much shorter the link is without it. Parts that are alike share their room.</p>
    </>
  );
}
