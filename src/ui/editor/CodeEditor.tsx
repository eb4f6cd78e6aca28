/**
 * The text of one file. A plain editor is there at once; Monaco takes its place when it has arrived, in the same frame,
 * with the same text, selection, place and focus. Where it cannot be loaded the plain one stays.
 */
import { type ComponentType, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FileRef } from "../../store/state.ts";
import { EDITOR_PANEL_ID } from "./EditorTabs.tsx";
import { PlainEditor } from "./PlainEditor.tsx";
import type { CostLines } from "./use-cost-lines.ts";
import type { CostWords } from "./use-cost-words.ts";

/** Where the person was when the editors changed places. */
export interface Caret {
  readonly hasFocus: boolean;
  readonly from: number;
  readonly to: number;
  readonly isBackward: boolean;
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

export interface CodeEditorProps {
  readonly file: FileRef;
  readonly text: string;
  readonly costLines: CostLines | undefined;
  readonly costWords: CostWords;
  readonly readOnly: boolean;
}

type Monaco = ComponentType<CodeEditorProps & { readonly caret: Caret | undefined }>;

export function CodeEditor(props: CodeEditorProps) {
  const [Monaco, setMonaco] = useState<Monaco>();
  const [failed, setFailed] = useState(false);
  const plain = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<Caret>(undefined);

  useEffect(() => {
    let gone = false;
    const load = () =>
      import("./MonacoEditor.tsx").then(
        ({ MonacoEditor }) =>
          whenNotComposing(plain.current, () => {
            if (gone) return;
            caret.current = caretOf(plain.current);
            // At once: a key pressed between the two would move the caret.
            flushSync(() => setMonaco(() => MonacoEditor));
          }),
        () => !gone && setFailed(true),
      );
    const cancel = whenIdle(() => void load());
    return () => {
      gone = true;
      cancel();
    };
  }, []);

  return (
    <div className="code" role="tabpanel" id={EDITOR_PANEL_ID} aria-label={`${props.file.functionName}/${props.file.path}`}>
      {Monaco ? <Monaco {...props} caret={caret.current} /> : <PlainEditor {...props} area={plain} />}
      {failed && (
        <p className="code-plain-note" role="status">
          The full editor could not be loaded, so this is a plain one. Everything else works; reload the page to try again.
        </p>
      )}
    </div>
  );
}

function caretOf(area: HTMLTextAreaElement | null): Caret | undefined {
  if (!area) return undefined;
  const { selectionStart: from, selectionEnd: to, selectionDirection, scrollTop, scrollLeft } = area;
  return { hasFocus: document.activeElement === area, from, to, isBackward: selectionDirection === "backward", scrollTop, scrollLeft };
}

/** A word being put together by an input method would be lost with the field it is written in. */
function whenNotComposing(area: HTMLTextAreaElement | null, action: () => void): void {
  if (area?.dataset.composing === undefined) action();
  else area.addEventListener("compositionend", () => setTimeout(action), { once: true });
}

/** After the first paint, when nothing else is to be done. */
function whenIdle(action: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(action, 300);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(action, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}
