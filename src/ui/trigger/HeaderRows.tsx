/** Request headers: each can be left out without losing it. The last row is empty and becomes real with its first letter. */
import { useId } from "react";
import { activeDraft } from "../../store/selectors.ts";
import type { HeaderRow } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

const COMMON_NAMES = [
  "accept",
  "accept-language",
  "authorization",
  "cache-control",
  "content-type",
  "cookie",
  "if-modified-since",
  "if-none-match",
  "origin",
  "referer",
  "user-agent",
  "x-api-key",
  "x-request-id",
];
const COMMON_VALUES: Readonly<Record<string, readonly string[]>> = {
  accept: ["application/json", "text/html", "text/plain", "image/webp", "*/*"],
  "content-type": ["application/json", "application/x-www-form-urlencoded", "text/plain", "text/csv", "application/xml"],
  "cache-control": ["no-cache", "no-store"],
};

export function HeaderRows() {
  const { headers } = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  const listId = useId();
  const nextId = Math.max(0, ...headers.map(({ id }) => id)) + 1;
  const write = (row: HeaderRow) =>
    editDraft({
      headers: headers.some(({ id }) => id === row.id) ? headers.map((each) => (each.id === row.id ? row : each)) : [...headers, row],
    });
  const remove = (id: number) => editDraft({ headers: headers.filter((each) => each.id !== id) });

  return (
    <>
      <ul className="rows" aria-label="Headers">
        {/* One list, so that the new row keeps the focus when it becomes real. */}
        {[...headers, { id: nextId, name: "", value: "", enabled: true }].map((row, index) => (
          <Row
            key={row.id}
            row={row}
            label={row.id === nextId ? "New header" : `Header ${index + 1}`}
            listId={listId}
            onWrite={write}
            onRemove={row.id === nextId ? undefined : () => remove(row.id)}
          />
        ))}
      </ul>
      <datalist id={listId}>
        {COMMON_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

interface RowProps {
  row: HeaderRow;
  label: string;
  /** The datalist of names. */
  listId: string;
  onWrite: (row: HeaderRow) => void;
  /** Undefined for the row that is not there yet. */
  onRemove: (() => void) | undefined;
}

function Row({ row, label, listId, onWrite, onRemove }: RowProps) {
  const values = COMMON_VALUES[row.name.trim().toLowerCase()];
  const valuesId = `${listId}-${row.id}`;
  return (
    <li className={row.enabled ? "row" : "row off"}>
      <label className="row-check">
        <input
          type="checkbox"
          aria-label={`${row.name || label} is in the request`}
          checked={row.enabled}
          disabled={!onRemove}
          onChange={(event) => onWrite({ ...row, enabled: event.currentTarget.checked })}
        />
      </label>
      <input
        className="row-input mono"
        aria-label={`${label}, name`}
        placeholder={onRemove ? undefined : "name"}
        list={listId}
        autoCapitalize="off"
        spellCheck={false}
        value={row.name}
        onChange={(event) => onWrite({ ...row, name: event.currentTarget.value })}
      />
      <input
        className="row-input mono"
        aria-label={`${label}, value`}
        placeholder={onRemove ? undefined : "value"}
        list={values ? valuesId : undefined}
        autoCapitalize="off"
        spellCheck={false}
        value={row.value}
        onChange={(event) => onWrite({ ...row, value: event.currentTarget.value })}
      />
      {values && (
        <datalist id={valuesId}>
          {values.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {onRemove ? (
        <button type="button" className="ib icon row-end" aria-label={`Remove ${row.name || label}`} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      ) : (
        <span className="row-end" />
      )}
    </li>
  );
}
