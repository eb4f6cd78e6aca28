/** Monaco's colours, taken from the page's own tokens, so that there is one palette. */
import { monaco } from "./monaco.ts";

export const THEME = "coldstart";

/** Reads the tokens as they are now: call it again when the page's theme has changed. */
export function applyEditorTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => sixDigits(style.getPropertyValue(name).trim());
  const isDark = document.documentElement.dataset.theme === "dark";
  const rule = (names: readonly string[], value: string) => names.map((each) => ({ token: each, foreground: token(value).slice(1) }));
  monaco.editor.defineTheme(THEME, {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      ...rule([""], "--ink"),
      ...rule(["keyword", "keyword.json"], "--syn-key"),
      ...rule(["string", "regexp", "string.value.json"], "--syn-str"),
      ...rule(["number", "number.json"], "--syn-num"),
      ...rule(["type", "type.identifier"], "--syn-type"),
      ...rule(["identifier.function", "string.key.json"], "--syn-fn"),
      ...rule(["comment"], "--syn-com"),
      ...rule(["delimiter"], "--syn-punc"),
    ],
    colors: {
      "editor.background": token("--raised"),
      "editor.foreground": token("--ink"),
      "editorLineNumber.foreground": token("--ink-3"),
      "editorLineNumber.activeForeground": token("--ink"),
      "editor.lineHighlightBackground": token("--sunken"),
      "editor.selectionBackground": token("--accent-soft"),
      "editorCursor.foreground": token("--ink"),
      "editorWidget.background": token("--raised"),
      "editorWidget.border": token("--line-2"),
      "editorSuggestWidget.selectedBackground": token("--accent-soft"),
      "editorSuggestWidget.selectedForeground": token("--ink"),
      "editorHoverWidget.background": token("--raised"),
      "editorHoverWidget.border": token("--line-2"),
      focusBorder: token("--focus"),
    },
  });
  monaco.editor.setTheme(THEME);
}

/** Monaco takes no "#fff", which is what a minifier makes of "#ffffff". */
function sixDigits(colour: string): string {
  return colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour;
}

/** Follows the page's theme. Returns how to stop. */
export function followPageTheme(): () => void {
  applyEditorTheme();
  const observer = new MutationObserver(applyEditorTheme);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
