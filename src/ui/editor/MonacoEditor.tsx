/** Monaco, bound to the store. Loaded after the page: nothing here is needed for the first request. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { sameFile } from "../../store/file-tabs.ts";
import { findFunction } from "../../store/selectors.ts";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { useIsNarrow } from "../shared/useMediaQuery.ts";
import type { Caret, CodeEditorProps } from "./CodeEditor.tsx";
import { type CostGutter, createCostGutter } from "./cost-gutter.ts";
import { lineNumberChars, OPTIONS } from "./editor-options.ts";
import { followPageTheme } from "./editor-theme.ts";
import { tellCallsApart } from "./function-calls.ts";
import { announceFiles, setUpLanguageService } from "./language-service.ts";
import { createModels, fileOf, type Models } from "./models.ts";
import { monaco } from "./monaco.ts";
import { onRevealLine, revealLine } from "./reveal-line.ts";

setUpLanguageService();
tellCallsApart();

interface Parts {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly models: Models;
  readonly gutter: CostGutter;
}

export function MonacoEditor({ file, text, costLines, costWords, readOnly, caret }: CodeEditorProps & { caret: Caret | undefined }) {
  const holder = useRef<HTMLDivElement>(null);
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState | null>());
  const firstCaret = useRef(caret);
  const parts = useParts(holder);
  const narrow = useIsNarrow();
  const functions = useColdstart((state) => state.project.functions);
  const deployments = useColdstart((state) => state.deployments);
  const address = `${file.functionName}/${file.path}`;

  useLayoutEffect(() => parts?.models.sync(functions), [parts, functions]);

  useLayoutEffect(() => parts?.editor.updateOptions({ lineNumbersMinChars: lineNumberChars(narrow) }), [parts, narrow]);

  useLayoutEffect(() => parts?.editor.updateOptions({ readOnly }), [parts, readOnly]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `functions` is here so that a marker is set on a model that has just been made
  useEffect(() => {
    for (const [name, { messages }] of Object.entries(deployments)) parts?.models.mark(name, messages);
  }, [parts, deployments, functions.length]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is here so that a model made for a new file is taken when it is there
  useLayoutEffect(() => {
    const model = parts?.models.of(address);
    if (!parts || !model || parts.editor.getModel() === model) return;
    const { editor } = parts;
    editor.setModel(model);
    editor.updateOptions({ ariaLabel: address });
    editor.restoreViewState(views.current.get(address) ?? null);
    if (firstCaret.current) takeOver(editor, model, firstCaret.current);
    firstCaret.current = undefined;
  }, [parts, address, text]);

  useLayoutEffect(() => {
    const kept = views.current;
    return () => {
      if (parts?.editor.getModel()) kept.set(address, parts.editor.saveViewState());
    };
  }, [parts, address]);

  useLayoutEffect(() => parts?.gutter.say(costWords), [parts, costWords]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `address` is here for two functions with the same text, that is with the same lines
  useLayoutEffect(() => parts?.gutter.place(costLines), [parts, costLines, address]);

  useEffect(
    () =>
      onRevealLine(({ file: wanted, line, column }) => {
        if (!parts || !sameFile(wanted, fileOf(address))) return false;
        parts.editor.setPosition({ lineNumber: line, column });
        parts.editor.revealLineInCenter(line);
        parts.editor.focus();
        return true;
      }),
    [parts, address],
  );

  return <div ref={holder} className="monaco-holder" />;
}

/** What lives as long as the element: the editor, the models, the gutter. */
function useParts(holder: { readonly current: HTMLDivElement | null }): Parts | undefined {
  const [parts, setParts] = useState<Parts>();
  const store = useStoreApi();
  const { editFile, openFile } = useIntents();

  useLayoutEffect(() => {
    if (!holder.current) return;
    const stopTheme = followPageTheme();
    const editor = monaco.editor.create(holder.current, { ...OPTIONS, model: null });
    // After the editor: by its options, models know how deep a line is indented.
    const models = createModels({ onTyped: editFile, onFiles: announceFiles });
    models.sync(store.getState().project.functions);
    // Monaco measures a sign once; the page's own font may arrive later.
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    // Where a definition is in another file, that file is opened.
    const opener = monaco.editor.registerEditorOpener({
      openCodeEditor(_source, { path }, target) {
        const file = fileOf(path.slice(1));
        if (findFunction(store.getState(), file.functionName)?.files[file.path] === undefined) return false;
        openFile(file);
        const { lineNumber, column } = target && "startLineNumber" in target ? startOf(target) : (target ?? { lineNumber: 1, column: 1 });
        revealLine(file, lineNumber, column);
        return true;
      },
    });
    setParts({ editor, models, gutter: createCostGutter(editor) });
    return () => {
      opener.dispose();
      stopTheme();
      editor.dispose();
      models.dispose();
    };
  }, [holder, store, editFile, openFile]);

  return parts;
}

function startOf({ startLineNumber, startColumn }: monaco.IRange): monaco.IPosition {
  return { lineNumber: startLineNumber, column: startColumn };
}

/** The person goes on where they were. */
function takeOver(editor: monaco.editor.IStandaloneCodeEditor, model: monaco.editor.ITextModel, caret: Caret): void {
  const [from, to] = [model.getPositionAt(caret.from), model.getPositionAt(caret.to)];
  const [anchor, active] = caret.isBackward ? [to, from] : [from, to];
  editor.setSelection(monaco.Selection.fromPositions(anchor, active));
  editor.setScrollPosition({ scrollTop: caret.scrollTop, scrollLeft: caret.scrollLeft });
  if (caret.hasFocus) editor.focus();
}
