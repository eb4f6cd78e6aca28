/** The margin's bars: blue beside what is paid once per container, orange beside what is paid with every request, each under a word. */
import type { HandlerTimes } from "../../store/handler-times.ts";
import { costWords } from "./cost-words.ts";
import { monaco } from "./monaco.ts";
import type { CostLines } from "./use-cost-lines.ts";

type Editor = monaco.editor.IStandaloneCodeEditor;

export interface CostGutter {
  show(lines: CostLines | undefined, times: HandlerTimes): void;
}

export function createCostGutter(editor: Editor): CostGutter {
  const bars = editor.createDecorationsCollection();
  let zones: string[] = [];

  const heading = (kind: "init" | "run", words: string, beforeLine: number): monaco.editor.IViewZone => {
    const domNode = document.createElement("div");
    domNode.className = `cost-heading ${kind}`;
    const name = document.createElement("b");
    name.textContent = kind;
    domNode.append(name, ` ${words}`);
    const marginDomNode = document.createElement("div");
    marginDomNode.className = `cost-margin ${kind}`;
    return { afterLineNumber: beforeLine - 1, heightInPx: 21, domNode, marginDomNode, suppressMouseDown: true };
  };

  return {
    show(lines, times) {
      const words = costWords(times);
      const bar = (kind: "init" | "run", { from, to }: { from: number; to: number }) => ({
        range: new monaco.Range(from, 1, to, 1),
        options: { isWholeLine: true, linesDecorationsClassName: `cost-bar ${kind}` },
      });
      bars.set(lines ? [...lines.init.map((range) => bar("init", range)), bar("run", lines.run)] : []);
      editor.changeViewZones((change) => {
        for (const zone of zones) change.removeZone(zone);
        zones = [];
        if (!lines) return;
        if (lines.init[0]?.from === 1) zones.push(change.addZone(heading("init", words.init, 1)));
        zones.push(change.addZone(heading("run", words.run, lines.run.from)));
      });
    },
  };
}
