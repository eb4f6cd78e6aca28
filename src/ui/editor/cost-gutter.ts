/** The margin's bars: blue beside what is paid once per container, orange beside what is paid with every request, each under a word. */

import type { LineRange } from "./handler-range.ts";
import { monaco } from "./monaco.ts";
import type { CostLines } from "./use-cost-lines.ts";
import type { CostWords } from "./use-cost-words.ts";

type Editor = monaco.editor.IStandaloneCodeEditor;
type Kind = keyof CostWords;

interface Heading {
  readonly id: string;
  readonly zone: monaco.editor.IViewZone;
  readonly words: HTMLElement;
}

export interface CostGutter {
  place(lines: CostLines | undefined): void;
  /** Apart from `place`: the words change with every report of a load, the lines with what is typed. */
  say(words: CostWords): void;
}

export function createCostGutter(editor: Editor): CostGutter {
  const bars = editor.createDecorationsCollection();
  const headings = new Map<Kind, Heading>();
  let said: CostWords = { init: "", run: "" };
  // A model that is taken out takes its zones with it.
  editor.onDidChangeModel(() => headings.clear());

  const bar = (kind: Kind, { from, to }: LineRange) => ({
    range: new monaco.Range(from, 1, to, 1),
    options: { isWholeLine: true, linesDecorationsClassName: `cost-bar ${kind}` },
  });

  const placeHeading = (zones: monaco.editor.IViewZoneChangeAccessor, kind: Kind, beforeLine: number | undefined) => {
    const heading = headings.get(kind);
    if (beforeLine === undefined) {
      if (heading) zones.removeZone(heading.id);
      headings.delete(kind);
    } else if (heading) {
      heading.zone.afterLineNumber = beforeLine - 1;
      zones.layoutZone(heading.id);
    } else {
      const { zone, words } = headingZone(kind, beforeLine);
      words.textContent = said[kind];
      headings.set(kind, { id: zones.addZone(zone), zone, words });
    }
  };

  return {
    place(lines) {
      bars.set(lines ? [...lines.init.map((range) => bar("init", range)), bar("run", lines.run)] : []);
      editor.changeViewZones((zones) => {
        placeHeading(zones, "init", lines?.init[0]?.from === 1 ? 1 : undefined);
        placeHeading(zones, "run", lines?.run.from);
      });
    },
    say(words) {
      said = words;
      for (const [kind, heading] of headings) heading.words.textContent = words[kind];
    },
  };
}

function headingZone(kind: Kind, beforeLine: number): { readonly zone: monaco.editor.IViewZone; readonly words: HTMLElement } {
  const domNode = document.createElement("div");
  domNode.className = `cost-heading ${kind}`;
  const name = document.createElement("b");
  name.textContent = kind;
  const words = document.createElement("span");
  domNode.append(name, words);
  const marginDomNode = document.createElement("div");
  marginDomNode.className = `cost-margin ${kind}`;
  return { zone: { afterLineNumber: beforeLine - 1, heightInPx: 21, domNode, marginDomNode, suppressMouseDown: true }, words };
}
