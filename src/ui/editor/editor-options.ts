/** How Monaco looks and behaves here: the metrics are the plain editor's, so that nothing moves when it takes its place. */
import { THEME } from "./editor-theme.ts";
import type { monaco } from "./monaco.ts";

export const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  theme: THEME,
  fontFamily: '"JetBrains Mono", ui-monospace, Menlo, Consolas, monospace',
  fontSize: 13,
  lineHeight: 21,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 12 },
  lineDecorationsWidth: 24,
  glyphMargin: false,
  folding: false,
  renderLineHighlight: "all",
  renderLineHighlightOnlyWhenFocus: true,
  renderFinalNewline: "on",
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  wordBasedSuggestions: "off",
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  fixedOverflowWidgets: true,
  tabSize: 2,
};

/** By the width of the page. */
export function lineNumberChars(narrow: boolean): number {
  return narrow ? 3 : 5;
}
