/**
 * One Monaco model for each file of the project, so that imports between them resolve. The store holds the text: what is
 * typed goes there, what changes there comes here; a model whose text is already right is left alone, with its undo.
 */
import type { ProjectFunction } from "../../project/schema.ts";
import type { BuildMessageView, FileRef } from "../../store/state.ts";
import { monaco } from "./monaco.ts";

type Model = monaco.editor.ITextModel;

export interface Models {
  sync(functions: readonly ProjectFunction[]): void;
  mark(functionName: string, messages: readonly BuildMessageView[]): void;
  of(file: FileRef): Model | undefined;
  dispose(): void;
}

const uriOf = ({ functionName, path }: FileRef) => monaco.Uri.from({ scheme: "file", path: `/${functionName}/${path}` });

export function createModels(onTyped: (file: FileRef, text: string) => void): Models {
  /** By address; `text` is what both sides agree on. */
  const known = new Map<string, { readonly model: Model; text: string }>();

  const create = (file: FileRef, text: string) => {
    const uri = uriOf(file);
    const model = monaco.editor.createModel(text, undefined, uri);
    const entry = { model, text };
    known.set(uri.toString(), entry);
    model.onDidChangeContent(() => {
      const typed = model.getValue();
      if (typed === entry.text) return;
      entry.text = typed;
      onTyped(file, typed);
    });
  };

  return {
    sync(functions) {
      const wanted = new Set<string>();
      for (const { name, files } of functions) {
        for (const [path, text] of Object.entries(files)) {
          const file = { functionName: name, path };
          const address = uriOf(file).toString();
          wanted.add(address);
          const entry = known.get(address);
          if (!entry) create(file, text);
          else if (entry.text !== text) {
            entry.text = text;
            entry.model.pushEditOperations([], [{ range: entry.model.getFullModelRange(), text }], () => null);
          }
        }
      }
      for (const [address, { model }] of known) {
        if (wanted.has(address)) continue;
        known.delete(address);
        model.dispose();
      }
    },
    mark(functionName, messages) {
      for (const { model } of known.values()) {
        const path = model.uri.path.slice(functionName.length + 2);
        if (!model.uri.path.startsWith(`/${functionName}/`)) continue;
        monaco.editor.setModelMarkers(model, "build", messages.filter(({ file }) => file === path).map(toMarker));
      }
    },
    of: (file) => known.get(uriOf(file).toString())?.model,
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
