/** Monaco, bound to the store. Loaded after the page: nothing here is needed for the first request. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { sameFile } from "../../store/file-tabs.ts";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import type { Caret, CodeEditorProps } from "./CodeEditor.tsx";
import { type CostGutter, createCostGutter } from "./cost-gutter.ts";
import { followPageTheme, THEME } from "./editor-theme.ts";
import { setUpLanguageService } from "./language-service.ts";
import { createModels, type Models } from "./models.ts";
import { monaco } from "./monaco.ts";
import { onRevealLine } from "./reveal-line.ts";

setUpLanguageService();

interface Parts {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly models: Models;
  readonly gutter: CostGutter;
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  theme: THEME,
  fontFamily: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace',
  fontSize: 13,
  lineHeight: 21,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 12 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 16,
  glyphMargin: false,
  folding: false,
  renderLineHighlight: "line",
  renderFinalNewline: "on",
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  fixedOverflowWidgets: true,
  tabSize: 2,
};

export function MonacoEditor({ file, text, costLines, times, caret }: CodeEditorProps & { caret: Caret | undefined }) {
  const holder = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<Parts>();
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState | null>());
  const firstCaret = useRef(caret);
  const store = useStoreApi();
  const { editFile } = useIntents();
  const functions = useColdstart((state) => state.project.functions);
  const deployments = useColdstart((state) => state.deployments);
  const address = `${file.functionName}/${file.path}`;

  useLayoutEffect(() => {
    if (!holder.current) return;
    const models = createModels((typedIn, typed) => {
      const { files } = store.getState().project.functions.find(({ name }) => name === typedIn.functionName) ?? {};
      if (files && files[typedIn.path] !== typed) editFile(typedIn, typed);
    });
    models.sync(store.getState().project.functions);
    const stopTheme = followPageTheme();
    const editor = monaco.editor.create(holder.current, { ...OPTIONS, model: null });
    setParts({ editor, models, gutter: createCostGutter(editor) });
    return () => {
      stopTheme();
      editor.dispose();
      models.dispose();
    };
  }, [store, editFile]);

  useLayoutEffect(() => parts?.models.sync(functions), [parts, functions]);

  useEffect(() => {
    for (const [name, { messages }] of Object.entries(deployments)) parts?.models.mark(name, messages);
  }, [parts, deployments]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is here so that a model made for a new file is taken when it is there
  useLayoutEffect(() => {
    const [functionName = "", ...rest] = address.split("/");
    const model = parts?.models.of({ functionName, path: rest.join("/") });
    if (!parts || !model) return;
    const { editor } = parts;
    if (editor.getModel() === model) return;
    editor.setModel(model);
    editor.updateOptions({ ariaLabel: address });
    editor.restoreViewState(views.current.get(address) ?? null);
    if (firstCaret.current) takeOver(editor, model, firstCaret.current);
    firstCaret.current = undefined;
  }, [parts, address, text]);

  useEffect(() => {
    const kept = views.current;
    return () => {
      if (parts?.editor.getModel()) kept.set(address, parts.editor.saveViewState());
    };
  }, [parts, address]);

  useEffect(() => parts?.gutter.show(costLines, times), [parts, costLines, times]);

  useEffect(
    () =>
      onRevealLine(({ file: wanted, line, column }) => {
        const [functionName = "", ...rest] = address.split("/");
        if (!parts || !sameFile(wanted, { functionName, path: rest.join("/") })) return false;
        parts.editor.setPosition({ lineNumber: line, column });
        parts.editor.revealLineInCenter(line);
        parts.editor.focus();
        return true;
      }),
    [parts, address],
  );

  return <div ref={holder} className="monaco-holder" />;
}

/** The person goes on writing where they were. */
function takeOver(editor: monaco.editor.IStandaloneCodeEditor, model: monaco.editor.ITextModel, { offset, scrollTop }: Caret): void {
  editor.setPosition(model.getPositionAt(offset));
  editor.setScrollTop(scrollTop);
  editor.focus();
}
