import { expect, it } from "vitest";
import { BEGAN_AT_MS, randomViews } from "../../../metrics/query/rows-under-test.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { columnsOf } from "../../shared/log-columns.ts";
import { entryAt, entryOfRow, findEntry, type LogList, LogLister, linesAfter } from "./log-list.ts";
import { countTextRows } from "./wrap-text.ts";

/** Lines of a request are spread over its time: those of others fall between. */
const VIEWS = randomViews(7, 2_000).map(
  (view): InvocationView => ({
    ...view,
    logs: view.logs.map((line, at, { length }) => ({
      ...line,
      atMs: view.arrivedAtMs + ((view.endedAtMs - view.arrivedAtMs) * at) / length,
    })),
  }),
);
const question = (query: string) => ({ query, window: undefined, startedAtMs: BEGAN_AT_MS, width: 20 });
const textsOf = (list: LogList) => Array.from({ length: list.length }, (_, place) => entryAt(list, place)?.line);

function naive(views: readonly InvocationView[], passes: (view: InvocationView, text: string) => boolean) {
  return views
    .flatMap((view) => view.logs.filter(({ text }) => passes(view, text)).map((line) => ({ line, at: Math.round(line.atMs * 10) })))
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line);
}

it.each<[string, (view: InvocationView, text: string) => boolean]>([
  ["", () => true],
  ["function:resize", ({ functionName }) => functionName === "resize"],
  ["-level:platform", (_, text) => !text.startsWith("START")],
  ["status:error room", ({ status }, text) => status === "error" && text.includes("room")],
])("%j: in order of time, also while a run goes on and older requests are let go", (query, passes) => {
  const lister = new LogLister();
  for (const [from, to] of [
    [0, 100],
    [0, 1_000],
    [400, 1_400],
    [1_000, 2_000],
    [0, 300],
  ] as const) {
    const details = VIEWS.slice(from, to);
    const list = lister.list(details, question(query));
    expect(textsOf(list)).toEqual(naive(details, passes));
    expect(lister.list(details, question(query))).toBe(list);
    let row = 0;
    for (let place = 0; place < list.length; place += 1) {
      const entry = entryAt(list, place);
      expect(entryOfRow(list, row)).toBe(place);
      expect(entry && findEntry(list, entry)).toBe(place);
      row += entry ? countTextRows(columnsOf(entry.line).message, 20) : 0;
      expect(entryOfRow(list, row - 1)).toBe(place);
    }
    expect(list.rowCount).toBe(row);
    expect(linesAfter(list, details.at(-1))).toBe(0);
    expect(linesAfter(list, undefined)).toBe(list.length);
  }
});
