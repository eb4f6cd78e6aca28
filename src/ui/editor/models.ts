/**
 * One Monaco model for each file of the project, so that imports between them resolve. The store holds the text: what is
 * typed goes there, what changes there comes here; a model whose text is already right is left alone, with its undo.
 */
import type { ProjectFunction } from "../../project/schema.ts";
import type { BuildMessageView, FileRef } from "../../store/state.ts";
import { monaco } from "./monaco.ts";

type Model = monaco.editor.ITextModel;

export interface Models {
  /** Makes the models what the project is. */
  sync(functions: readonly ProjectFunction[]): void;
  mark(functionName: string, messages: readonly BuildMessageView[]): void;
  /** By "function/path". */
  of(address: string): Model | undefined;
  dispose(): void;
}

const uriOf = (address: string) => monaco.Uri.from({ scheme: "file", path: `/${address}` });

/** A function's name holds no slash. */
export function fileOf(address: string): FileRef {
  const slash = address.indexOf("/");
  return { functionName: address.slice(0, slash), path: address.slice(slash + 1) };
}

interface Listeners {
  readonly onTyped: (file: FileRef, text: string) => void;
  /** Files came or went; these are there now. */
  readonly onFiles: (models: readonly Model[]) => void;
}

export function createModels({ onTyped, onFiles }: Listeners): Models {
  /** By address; `text` is what both sides agree on. */
  const known = new Map<string, { readonly model: Model; text: string }>();

  const create = (address: string, text: string) => {
    const model = monaco.editor.createModel(text, undefined, uriOf(address));
    // Colours are for what a word is: brackets in their own would be a second language.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    const entry = { model, text };
    known.set(address, entry);
    model.onDidChangeContent(() => {
      const typed = model.getValue();
      if (typed === entry.text) return;
      entry.text = typed;
      onTyped(fileOf(address), typed);
    });
  };

  return {
    sync(functions) {
      const wanted = new Set<string>();
      let changed = false;
      for (const { name, files } of functions) {
        for (const [path, text] of Object.entries(files)) {
          const address = `${name}/${path}`;
          wanted.add(address);
          const entry = known.get(address);
          if (!entry) {
            create(address, text);
            changed = true;
          } else if (entry.text !== text) {
            entry.text = text;
            entry.model.pushEditOperations([], [{ range: entry.model.getFullModelRange(), text }], () => null);
          }
        }
      }
      for (const [address, { model }] of known) {
        if (wanted.has(address)) continue;
        known.delete(address);
        model.dispose();
        changed = true;
      }
      if (changed) onFiles([...known.values()].map(({ model }) => model));
    },
    mark(functionName, messages) {
      for (const [address, { model }] of known) {
        const file = fileOf(address);
        if (file.functionName !== functionName) continue;
        monaco.editor.setModelMarkers(model, "build", messages.filter((each) => each.file === file.path).map(toMarker));
      }
    },
    of: (address) => known.get(address)?.model,
    dispose() {
      for (const { model } of known.values()) model.dispose();
      known.clear();
    },
  };
}

function toMarker({ severity, text, remedy, line = 1, column = 0, length = 1 }: BuildMessageView): monaco.editor.IMarkerData {
  return {
    severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: remedy === undefined ? text : `${text}\n${remedy}`,
    source: "build",
    startLineNumber: line,
    startColumn: column + 1,
    endLineNumber: line,
    endColumn: column + 1 + Math.max(1, length),
  };
}
