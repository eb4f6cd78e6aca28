/** Beside the tabs: a file more, and what can be done with the one that is open. */
import { useEffect, useRef, useState } from "react";
import { findFunction } from "../../store/selectors.ts";
import type { FileRef } from "../../store/state.ts";
import { RemoveDialog } from "../explorer/RemoveDialog.tsx";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { NameInput } from "../shared/NameInput.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { revealLine } from "./reveal-line.ts";

type Asking = { readonly what: "nothing" | "new" } | { readonly what: "rename" | "remove"; readonly file: FileRef };
const NOTHING: Asking = { what: "nothing" };

export function FileActions() {
  const place = useRef<HTMLDivElement>(null);
  const functionName = useColdstart((state) => state.activeFunction);
  const { addFile, renameFile, removeFile } = useIntents();
  const [asking, setAsking] = useState<Asking>(NOTHING);
  const stop = () => setAsking(NOTHING);
  const done = (action: () => void) => {
    const problem = problemWords(action);
    if (problem === undefined) stop();
    return problem;
  };

  // An input that goes takes the focus with it; where it went elsewhere, it stays there.
  useEffect(() => {
    if (asking.what === "nothing") return;
    const row = place.current?.parentElement;
    return () => {
      if (document.activeElement === document.body) row?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    };
  }, [asking]);

  if (asking.what === "new") {
    const add = (path: string) =>
      done(() => {
        addFile({ functionName, path });
        revealLine({ functionName, path }, 1);
      });
    return (
      <div ref={place} className="editor-naming">
        <NameInput label="Name of the new file" value="" placeholder="lib/name.ts" onCommit={add} onCancel={stop} />
      </div>
    );
  }
  if (asking.what === "rename") {
    const { file } = asking;
    const rename = (path: string) => done(() => renameFile(file, path));
    return (
      <div ref={place} className="editor-naming">
        <NameInput label={`New name of ${file.path}`} value={file.path} onCommit={rename} onCancel={stop} />
      </div>
    );
  }
  return (
    <div ref={place} className="editor-actions">
      <button
        type="button"
        className="ib icon"
        aria-label={`Add a file to ${functionName}`}
        title="Add a file"
        onClick={() => setAsking({ what: "new" })}
      >
        <Icon name="plus" />
      </button>
      <OpenFileMenu onAsk={(what, file) => setAsking({ what, file })} />
      {asking.what === "remove" && (
        <RemoveDialog
          removal={{ name: asking.file.path, kind: "file", focusAfter: "", run: () => removeFile(asking.file) }}
          onClose={stop}
          onRemoved={stop}
        />
      )}
    </div>
  );
}

function OpenFileMenu({ onAsk }: { onAsk: (what: "rename" | "remove", file: FileRef) => void }) {
  const file = useColdstart((state) => state.activeFile);
  const isOnly = useColdstart((state) => Object.keys((file && findFunction(state, file.functionName)?.files) ?? {}).length === 1);
  const store = useStoreApi();
  const { closeTab, removeFile } = useIntents();
  const attempt = useAttempt();
  if (!file) return null;

  const remove = () => {
    const text = findFunction(store.getState(), file.functionName)?.files[file.path] ?? "";
    if (text.trim() === "") attempt(() => removeFile(file));
    else onAsk("remove", file);
  };
  return (
    <Menu label="Actions for the open file" className="ib icon" trigger={<Icon name="more" />}>
      <MenuItem onSelect={() => onAsk("rename", file)}>
        <Icon name="pencil" />
        Rename
      </MenuItem>
      <MenuItem onSelect={() => closeTab(file)}>
        <Icon name="close" />
        Close
      </MenuItem>
      <MenuItem danger disabled={isOnly} onSelect={remove}>
        <Icon name="trash" />
        Remove file
      </MenuItem>
    </Menu>
  );
}
