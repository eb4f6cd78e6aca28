/** One row of the tree: an item that can be opened, renamed (F2) and removed (Delete), with the same as a menu for the mouse. */
import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "../shared/Icon.tsx";
import { Menu } from "../shared/Menu.tsx";
import { NameInput } from "../shared/NameInput.tsx";
import { useTree } from "./tree-context.ts";

interface TreeRowProps {
  id: string;
  /** The name, then what else there is to know: "index.ts, edited". */
  label: string;
  name: string;
  level: 1 | 2;
  selected: boolean;
  icon: ReactNode;
  /** After the name. */
  marks?: ReactNode;
  expanded?: boolean;
  functionName: string;
  onOpen: () => void;
  onRename?: (name: string) => string | undefined;
  onRemove?: () => void;
  menu?: ReactNode;
  children?: ReactNode;
}

export function TreeRow(props: TreeRowProps) {
  const { id, label, name, level, selected, icon, marks, expanded, functionName, onOpen, onRename, onRemove, menu, children } = props;
  const { tabStop, editing, setEditing, setFocused } = useTree();

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") onOpen();
    else if (event.key === "F2" && onRename) setEditing(id);
    else if (event.key === "Delete" && onRemove) onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="treeitem"
      aria-label={label}
      aria-level={level}
      aria-selected={selected}
      aria-expanded={expanded}
      tabIndex={id === tabStop ? 0 : -1}
      data-function={functionName}
      onFocus={(event) => {
        if (event.target === event.currentTarget) setFocused(id);
      }}
      onKeyDown={onKeyDown}
    >
      {editing === id && onRename ? (
        <div className="rw editing">
          {icon}
          <NameInput label={`New name of ${name}`} value={name} onCommit={onRename} onCancel={() => setEditing(undefined)} />
        </div>
      ) : (
        // The keys are the item's own: see onKeyDown above.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <div className={selected ? "rw sel" : "rw"} onClick={onOpen}>
          {icon}
          <span className="nm" title={name}>
            {name}
          </span>
          {marks}
          {menu && (
            // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps the press from opening the row
            // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the press from opening the row
            <span className="row-menu" onClick={(event) => event.stopPropagation()}>
              <Menu label={`Actions for ${name}`} className="ib icon" align="end" tabIndex={-1} trigger={<Icon name="more" size={14} />}>
                {menu}
              </Menu>
            </span>
          )}
        </div>
      )}
      {children}
    </div>
  );
}
