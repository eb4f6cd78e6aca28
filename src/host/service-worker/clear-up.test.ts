import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clearUp } from "./clear-up.ts";
import type { StoredFiles } from "./stored-files.ts";
import { BASE } from "./stored-under-test.ts";
import type { WorkerScope } from "./worker-scope.ts";

const page = (path: string, marker: string | undefined) => ({
  id: path,
  isSilent: marker === undefined,
  url: new URL(path, BASE).href,
  postMessage: (_: unknown, [port]: readonly Transferable[] = []) => {
    if (marker !== undefined) (port as MessagePort).postMessage(marker);
  },
});

async function clearedFor(pages: readonly ReturnType<typeof page>[], registration: object = {}) {
  const scope = {
    registration: { scope: BASE.href, installing: null, waiting: null, ...registration },
    clients: { matchAll: async () => pages },
  };
  const dropped: (readonly string[])[] = [];
  const stored = { hasOthers: async () => true, dropOthers: async (markers: readonly string[]) => void dropped.push(markers) };
  const clearing = clearUp(scope as unknown as WorkerScope, stored as unknown as StoredFiles);
  // Only who never answers is waited for.
  if (pages.some(({ isSilent }) => isSilent)) await vi.advanceTimersByTimeAsync(5_000);
  await clearing;
  return dropped;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test.each([
  ["no page is open", [], [[]]],
  ["pages answer", [page("", "a"), page("?x", "b")], [["a", "b"]]],
  ["a page sleeps", [page("", "a"), page("?x", undefined)], []],
  ["a window shows a function's answer", [page("fn/x/y", undefined)], [[]]],
  ["a window is another's", [page("/elsewhere/", undefined)], [[]]],
])("%s", async (_, pages, dropped) => expect(await clearedFor(pages)).toEqual(dropped));

test.each([[{ installing: {} }], [{ waiting: {} }]])("a new version is on its way: %j", async (registration) => {
  expect(await clearedFor([], registration)).toEqual([]);
});
