/** The open files as tabs: arrow keys move, Delete and the middle button close. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { lockOf } from "../../store/locked-files.ts";
import { isFileEdited } from "../../store/selectors.ts";
import type { FileRef } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { FileActions } from "./FileActions.tsx";

export const EDITOR_PANEL_ID = "editor-panel";

export function EditorTabs() {
  const tabs = useColdstart((state) => state.openTabs);
  const active = useColdstart((state) => state.activeFile);
  const { openFile, closeTab } = useIntents();
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length];
    const tab = tabs[at];
    if (next) openFile(next);
    else if (event.key === "Delete" && tab) closeTab(tab);
    else return;
    event.preventDefault();
    const list = event.currentTarget.parentElement?.parentElement;
    requestAnimationFrame(() => list?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
  };
  return (
    <div className="editor-tabs">
      <div role="tablist" aria-label="Open files" className="editor-tablist">
        {tabs.map((tab, at) => (
          <EditorTab
            key={`${tab.functionName}/${tab.path}`}
            tab={tab}
            chosen={tab === active}
            onKeyDown={(event) => onKeyDown(event, at)}
          />
        ))}
      </div>
      <FileActions />
    </div>
  );
}

function EditorTab({ tab, chosen, onKeyDown }: { tab: FileRef; chosen: boolean; onKeyDown: (event: KeyboardEvent) => void }) {
  const edited = useColdstart((state) => isFileEdited(state, tab));
  const locked = useColdstart((state) => lockOf(state, tab) === "classroom");
  const { openFile, closeTab } = useIntents();
  const place = useRef<HTMLDivElement>(null);
  const name = `${tab.functionName}/${tab.path}`;

  // Where there are more tabs than room.
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);

  return (
    <div ref={place} className={chosen ? "editor-tab on" : "editor-tab"} role="presentation">
      <button
        type="button"
        role="tab"
        aria-selected={chosen}
        aria-controls={chosen ? EDITOR_PANEL_ID : undefined}
        aria-label={[name, ...(edited ? ["edited"] : []), ...(locked ? ["locked"] : [])].join(", ")}
        tabIndex={chosen ? 0 : -1}
        onClick={() => openFile(tab)}
        onMouseDown={(event) => {
          // Else the middle button begins to scroll the tabs.
          if (event.button === 1) event.preventDefault();
        }}
        onAuxClick={(event) => event.button === 1 && closeTab(tab)}
        onKeyDown={onKeyDown}
      >
        <span className="muted">{tab.functionName}/</span>
        {tab.path}
        {locked && <Icon name="lock" size={12} />}
        {edited && <i className="dirty" title="Edited since it was deployed" />}
      </button>
      {/* For the mouse: a tab list holds tabs only, and Delete closes the one in focus. */}
      <button type="button" className="editor-close" tabIndex={-1} aria-hidden="true" title={`Close ${name}`} onClick={() => closeTab(tab)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
