/** Where code is written: open files as tabs, the text, and below it what the last build had to say. */
import { type Lock, lockOf } from "../../store/locked-files.ts";
import { activeDefinition, deploymentOf } from "../../store/selectors.ts";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { CodeEditor } from "./CodeEditor.tsx";
import { EditorTabs } from "./EditorTabs.tsx";
import { Problems } from "./Problems.tsx";
import { useCostLines } from "./use-cost-lines.ts";
import { useCostWords } from "./use-cost-words.ts";
import "./editor.css";

const NODE_NAMES = { "nodejs22.x": "Node.js 22", "nodejs24.x": "Node.js 24" } as const;

export function EditorPane() {
  const file = useColdstart((state) => state.activeFile);
  const text = useColdstart((state) => {
    const definition = state.project.functions.find(({ name }) => name === state.activeFile?.functionName);
    return state.activeFile && definition?.files[state.activeFile.path];
  });
  const lock = useColdstart((state) => lockOf(state, state.activeFile));
  const costLines = useCostLines(file, text ?? "");
  const costWords = useCostWords(file?.functionName);
  return (
    <div className="editor">
      <div className="editor-head">
        <EditorTabs />
        {lock ? <LockNote lock={lock} /> : <FunctionFacts />}
      </div>
      {file && text !== undefined ? (
        <CodeEditor file={file} text={text} costLines={costLines} costWords={costWords} readOnly={lock !== undefined} />
      ) : (
        <p className="quiet editor-none">No file is open. Choose one in the explorer.</p>
      )}
      <Problems />
    </div>
  );
}

const LOCK_WORDS: Readonly<Record<Lock, string>> = {
  shared: "Read only until you run it",
  classroom: "Locked: read only",
  embed: "Read only",
};

function LockNote({ lock }: { lock: Lock }) {
  return (
    <p className="editor-facts editor-lock">
      <Icon name="lock" size={14} />
      {LOCK_WORDS[lock]}
    </p>
  );
}

function FunctionFacts() {
  const definition = useColdstart(activeDefinition);
  const packageBytes = useColdstart((state) => deploymentOf(state, state.activeFunction).packageBytes);
  if (!definition) return null;
  return (
    <p className="editor-facts">
      {NODE_NAMES[definition.nodeRuntime]} · {definition.memoryMb} MB
      {packageBytes !== undefined && (
        <span title="Package size: the bundle as deployed. Built-ins belong to the runtime and do not count.">
          {" "}
          · {formatBytes(packageBytes)}
        </span>
      )}
    </p>
  );
}
