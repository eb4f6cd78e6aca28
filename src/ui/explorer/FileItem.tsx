/** A file in the tree. */
import { sameFile } from "../../store/file-tabs.ts";
import { lockOf } from "../../store/locked-files.ts";
import { isFileEdited } from "../../store/selectors.ts";
import type { FileRef } from "../../store/state.ts";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { TreeRow } from "./TreeRow.tsx";
import { fileId, functionId, useTree } from "./tree-context.ts";

export function FileItem({ file, only }: { file: FileRef; only: boolean }) {
  const { functionName, path } = file;
  const id = fileId(functionName, path);
  const open = useColdstart((state) => state.openService === undefined && sameFile(state.activeFile, { functionName, path }));
  const edited = useColdstart((state) => isFileEdited(state, { functionName, path }));
  const locked = useColdstart((state) => lockOf(state, { functionName, path }) === "classroom");
  const hasError = useColdstart(
    (state) => state.deployments[functionName]?.messages.some((each) => each.severity === "error" && each.file === path) ?? false,
  );
  const { openFile, renameFile, removeFile } = useIntents();
  const { setEditing, setFocused, onOpened, askRemoval } = useTree();
  const attempt = useAttempt();
  const remove = () => askRemoval({ name: path, kind: "file", focusAfter: functionId(functionName), run: () => removeFile(file) });

  return (
    <TreeRow
      id={id}
      name={path}
      label={[path, edited ? "edited" : "", locked ? "locked" : "", hasError ? "has errors" : ""].filter((part) => part !== "").join(", ")}
      level={2}
      selected={open}
      functionName={functionName}
      onOpen={() => {
        attempt(() => openFile(file));
        onOpened();
      }}
      onRename={(next) => {
        const problem = problemWords(() => renameFile(file, next));
        if (problem === undefined) {
          setFocused(fileId(functionName, next));
          setEditing(undefined);
        }
        return problem;
      }}
      {...(only || locked ? {} : { onRemove: remove })}
      icon={<Icon name={hasError ? "warning" : "file"} />}
      marks={
        <>
          {locked && <Icon name="lock" size={12} />}
          {edited && <i className="dirty" title="Edited since it was deployed" />}
        </>
      }
      menu={
        <>
          <MenuItem disabled={locked} onSelect={() => setEditing(id)}>
            <Icon name="pencil" />
            Rename
          </MenuItem>
          <MenuItem danger disabled={only || locked} onSelect={remove}>
            <Icon name="trash" />
            Remove file
          </MenuItem>
        </>
      }
    />
  );
}
