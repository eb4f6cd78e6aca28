/** Chooses the columns of the request table. It stays open, as one seldom changes just one. */
import { Icon } from "../../shared/Icon.tsx";
import { Menu, MenuItem } from "../../shared/Menu.tsx";
import type { ColumnChoice } from "./column-choice.ts";
import { REQUEST_COLUMNS } from "./request-columns.tsx";

export function ColumnsMenu({ choice }: { choice: ColumnChoice }) {
  const shown = new Set(choice.columns.map(({ id }) => id));
  return (
    <Menu label="Columns" className="lk" trigger="Columns" align="end">
      {REQUEST_COLUMNS.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="menuitemcheckbox"
          aria-checked={shown.has(id)}
          tabIndex={-1}
          className="menu-item"
          onClick={() => choice.toggle(id)}
        >
          <span className="menu-check">{shown.has(id) && <Icon name="check" size={14} />}</span>
          {name}
        </button>
      ))}
      <hr />
      <MenuItem onSelect={choice.reset}>The usual columns</MenuItem>
    </Menu>
  );
}
