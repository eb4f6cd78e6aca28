/**
 * The text of one file. A plain editor is there at once; Monaco takes its place when it has arrived, in the same frame,
 * with the same text, place and focus. Where it cannot be loaded the plain one stays.
 */
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { HandlerTimes } from "../../store/handler-times.ts";
import type { FileRef } from "../../store/state.ts";
import { EDITOR_PANEL_ID } from "./EditorTabs.tsx";
import { PlainEditor } from "./PlainEditor.tsx";
import type { CostLines } from "./use-cost-lines.ts";

/** Where the person was writing when the editors changed places. */
export interface Caret {
  readonly offset: number;
  readonly scrollTop: number;
}

export interface CodeEditorProps {
  readonly file: FileRef;
  readonly text: string;
  readonly costLines: CostLines | undefined;
  readonly times: HandlerTimes;
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
        ({ MonacoEditor }) => {
          if (gone) return;
          caret.current = caretOf(plain.current);
          setMonaco(() => MonacoEditor);
        },
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
  return area && document.activeElement === area ? { offset: area.selectionEnd, scrollTop: area.scrollTop } : undefined;
}

/** When all of the page has arrived and nothing else is to be done: nothing of it waits for Monaco. */
function whenIdle(action: () => void): () => void {
  let cancel = () => {};
  const wait = () => {
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(action, 300);
      cancel = () => clearTimeout(timer);
    } else {
      const handle = requestIdleCallback(action, { timeout: 2_000 });
      cancel = () => cancelIdleCallback(handle);
    }
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
  return () => {
    removeEventListener("load", wait);
    cancel();
  };
}
