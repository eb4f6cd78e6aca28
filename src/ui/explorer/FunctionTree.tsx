/** Functions, each with its files and routes, as a tree: one stop for Tab, arrows inside, F2 renames, Delete removes. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { ProjectFunction } from "../../project/schema.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { keyedTriggers } from "../trigger/trigger-key.ts";
import { FunctionItem } from "./FunctionItem.tsx";
import { RemoveDialog } from "./RemoveDialog.tsx";
import { routeKey } from "./route-key.ts";
import { fileId, functionId, functionOf, type Removal, routeId, TreeContext, type TreeState, triggerId } from "./tree-context.ts";
import { treeStep } from "./tree-keys.ts";

export function FunctionTree({ onOpened }: { onOpened?: () => void }) {
  const functions = useColdstart((state) => state.project.functions);
  const activeFile = useColdstart((state) => state.activeFile);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const { selectFunction } = useIntents();
  const tree = useRef<HTMLDivElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<string>();
  const [focused, setFocused] = useState<string>();
  const [removal, setRemoval] = useState<Removal>();

  const setExpanded = (name: string, expanded: boolean) => {
    const next = new Set(collapsed);
    if (expanded) next.delete(name);
    else next.add(name);
    setCollapsed(next);
  };

  /** Once what changed is drawn. */
  const focusTabStop = () =>
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus());

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const item = event.target;
    if (!(item instanceof HTMLElement) || item.getAttribute("role") !== "treeitem" || !tree.current) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = treeStep(event.key, item, tree.current);
    if (!step) return;
    event.preventDefault();
    if (step.do === "focus") step.item.focus();
    else setExpanded(step.item.dataset.function ?? "", step.do === "expand");
  };

  // Where Tab comes in: what was in focus last, else what is open; never a row that is not drawn.
  const open = activeFile ? fileId(activeFile.functionName, activeFile.path) : functionId(activeFunction);
  const rows = functions.flatMap((definition) => rowsOf(definition, !collapsed.has(definition.name)));
  const wanted = focused !== undefined && rows.includes(focused) ? focused : open;
  const context: TreeState = {
    tabStop: rows.includes(wanted) ? wanted : functionId(functionOf(wanted)),
    editing,
    setEditing: (id) => {
      setEditing(id);
      if (id === undefined) focusTabStop();
    },
    setFocused,
    askRemoval: setRemoval,
    onOpened: onOpened ?? (() => {}),
  };

  return (
    <TreeContext.Provider value={context}>
      <div ref={tree} className="tree" role="tree" aria-label="Explorer" onKeyDown={onKeyDown}>
        {functions.map((definition) => (
          <FunctionItem
            key={definition.name}
            definition={definition}
            expanded={!collapsed.has(definition.name)}
            active={definition.name === activeFunction}
            onToggle={() => {
              setExpanded(definition.name, collapsed.has(definition.name));
            }}
            onSelect={() => {
              selectFunction(definition.name);
              setExpanded(definition.name, true);
            }}
          />
        ))}
      </div>
      {removal && (
        <RemoveDialog
          removal={removal}
          onClose={() => setRemoval(undefined)}
          onRemoved={() => {
            setFocused(removal.focusAfter);
            focusTabStop();
          }}
        />
      )}
    </TreeContext.Provider>
  );
}

function rowsOf({ name, files, triggers }: ProjectFunction, expanded: boolean): readonly string[] {
  if (!expanded) return [functionId(name)];
  const routes = triggers.flatMap((trigger) => (trigger.type === "http" ? [routeId(name, routeKey(trigger))] : []));
  const others = keyedTriggers(triggers).flatMap(({ key, trigger }) => (trigger.type === "http" ? [] : [triggerId(name, key)]));
  return [functionId(name), ...Object.keys(files).map((path) => fileId(name, path)), ...routes, ...others];
}
