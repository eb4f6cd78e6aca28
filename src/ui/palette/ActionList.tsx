/** The field and the actions below it: a combobox, whose list is always open. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { counted } from "../shared/counted.ts";
import { Icon } from "../shared/Icon.tsx";
import { useStoreApi } from "../shared/store-context.tsx";
import { keysOf, shownKeys } from "../shell/shortcuts.ts";
import type { PaletteAction } from "./action.ts";
import { type ListedAction, listActions } from "./listed-actions.ts";
import { MarkedName } from "./MarkedName.tsx";
import { movedTo } from "./moved-to.ts";
import { recentActions } from "./recent-actions.ts";
import { allActions } from "./registry.ts";

interface ActionListProps {
  readonly onChoose: (action: PaletteAction) => void;
  readonly onClose: () => void;
}

export function ActionList({ onChoose, onClose }: ActionListProps) {
  const store = useStoreApi();
  // As it was when the palette opened: a list that changes under the arrow keys would be worse than one a second old.
  const [{ state, actions, recent }] = useState(() => {
    const opened = store.getState();
    return { state: opened, actions: allActions(opened), recent: recentActions() };
  });
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const groups = useMemo(() => listActions(actions, typed, recent, state), [actions, typed, recent, state]);
  const list = groups.flatMap((group) => group.actions);
  const active = list[at];
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const optionId = (listed: ListedAction) => `${id} ${listed.action.id}`.replaceAll(/[^\w-]/g, "_");

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active one is another after each of these
  useEffect(() => {
    place.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at, typed]);

  const take = (listed: ListedAction | undefined) => {
    if (listed && listed.why === undefined) onChoose(listed.action);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = movedTo(event.key, at, list.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter") take(active);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="palette-field">
        <Icon name="terminal" />
        <input
          type="text"
          role="combobox"
          aria-label="Search actions"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active && optionId(active)}
          aria-autocomplete="list"
          placeholder="What do you want to do?"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="ib icon" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div ref={place} id={`${id}-list`} className="palette-list" role="listbox" aria-label="Actions" tabIndex={-1}>
        {groups.map(({ name, actions: listed }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={name} role="group" aria-label={name}>
            <div className="palette-group" aria-hidden="true">
              {name}
            </div>
            {listed.map((each) => (
              <Option key={each.action.id} id={optionId(each)} listed={each} active={each === active} onTake={() => take(each)} />
            ))}
          </div>
        ))}
      </div>
      {list.length === 0 && <p className="quiet">No action has these words.</p>}
      <p className="visually-hidden" role="status">
        {typed === "" ? "" : counted(list.length, "action")}
        {active?.why === undefined ? "" : `. ${active.why}`}
      </p>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly listed: ListedAction;
  readonly active: boolean;
  readonly onTake: () => void;
}

function Option({ id, listed: { action, marks, why }, active, onTake }: OptionProps) {
  const keys = keysOf(action.id);
  return (
    // The field keeps the focus, and has the keys.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      className="palette-option"
      aria-selected={active}
      aria-disabled={why !== undefined}
      onClick={onTake}
      // A press in the list must not take the focus from the field.
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="palette-name">
        <MarkedName name={action.name} marks={marks} />
      </span>
      {why !== undefined && <span className="palette-why">{why}</span>}
      {keys !== undefined && <kbd>{shownKeys(keys)}</kbd>}
    </div>
  );
}
