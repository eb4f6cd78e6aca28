/** A word by itself: in the name of the function, the container, the reason, the id, or a line of the log that is kept. */
import type { InvocationView } from "../../platform/results.ts";
import { idPrefixTest } from "./name-terms.ts";
import { Answers, containerAsker, type QueryGround, type RowTest, type TermTest, valueAsker } from "./term-test.ts";

/** Fewer digits are the beginning of too many ids. */
const LEAST_ID_DIGITS = 4;

export function readWord(word: string, ground: QueryGround): TermTest {
  const { definitions, containers, reasons } = ground.rows.dictionaries;
  const lower = word.toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(lower);
  const inFunction = new Answers(valueAsker(definitions, ({ functionName }) => has(functionName)));
  const inContainer = new Answers(containerAsker(containers, has));
  const inReason = new Answers(valueAsker(reasons, ({ kind, text }) => has(kind) || has(text)));
  const ofId = word.length >= LEAST_ID_DIGITS ? idPrefixTest(word) : undefined;
  const log = readLogText(word, ground);
  const named: RowTest = (chunk, at) =>
    inFunction.of(chunk.definition[at] ?? 0) || inContainer.of(chunk.container[at] ?? 0) || (ofId?.(chunk, at) ?? false);
  return {
    row: (chunk, at) => named(chunk, at) || inReason.of(chunk.reason[at] ?? 0) || log.row(chunk, at),
    line: (chunk, at, line) => named(chunk, at) || (log.line?.(chunk, at, line) ?? false),
    sift(chunk, places, count) {
      const { definition, container, reason } = chunk;
      const hasLogs = ground.details.hasSome(chunk);
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const at = places[index] ?? 0;
        if (
          inFunction.of(definition[at] ?? 0) ||
          inContainer.of(container[at] ?? 0) ||
          inReason.of(reason[at] ?? 0) ||
          ofId?.(chunk, at) ||
          (hasLogs && log.row(chunk, at))
        ) {
          places[kept] = at;
          kept += 1;
        }
      }
      return kept;
    },
  };
}

/** Each log is read once, as it does not change: 5,000 of them may be millions of letters. */
export function readLogText(text: string, { details }: QueryGround): TermTest {
  const inText = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "i");
  const known = new WeakMap<InvocationView, boolean>();
  const inLog = (view: InvocationView): boolean => {
    let found = known.get(view);
    if (found === undefined) {
      found = view.logs.some((line) => inText.test(line.text));
      known.set(view, found);
    }
    return found;
  };
  return {
    row: (chunk, at) => {
      const view = details.viewOf(chunk, at);
      return view !== undefined && inLog(view);
    },
    line: (_chunk, _at, line) => inText.test(line.text),
  };
}
