/** The target's query as rows. The target is the truth: what is typed here is written there, and the other way round. */
import { activeDraft } from "../../store/selectors.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { nextQueryPart, queryRows, withoutQueryRow, withQueryRow } from "./query-rows.ts";

export function QueryRows() {
  const { target } = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  const rows = queryRows(target);
  // An empty row that becomes real with its first letter, and keeps the focus: its key stays the same.
  const shown = [...rows, { part: nextQueryPart(target), name: "", value: "" }];

  return (
    <ul className="rows" aria-label="Query">
      {shown.map((row, index) => {
        const isNew = index === rows.length;
        const label = isNew ? "New parameter" : `Parameter ${index + 1}`;
        const write = (change: { name?: string; value?: string }) => editDraft({ target: withQueryRow(target, { ...row, ...change }) });
        return (
          <li key={row.part} className="row">
            <input
              className="row-input mono"
              aria-label={`${label}, name`}
              placeholder={isNew ? "name" : undefined}
              spellCheck={false}
              value={row.name}
              onChange={(event) => write({ name: event.currentTarget.value })}
            />
            <input
              className="row-input mono"
              aria-label={`${label}, value`}
              placeholder={isNew ? "value" : undefined}
              spellCheck={false}
              value={row.value}
              onChange={(event) => write({ value: event.currentTarget.value })}
            />
            {isNew ? (
              <span className="row-end" />
            ) : (
              <button
                type="button"
                className="ib icon row-end"
                aria-label={`Remove ${row.name || label}`}
                onClick={() => editDraft({ target: withoutQueryRow(target, row.part) })}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
