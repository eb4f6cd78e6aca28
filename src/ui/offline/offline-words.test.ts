import { describe, expect, test } from "vitest";
import type { OfflinePart, OfflineView } from "../../store/state.ts";
import { goneSaid, offlineSaid, opensOffline, partName, partState, sumOf } from "./offline-words.ts";

const part = (name: string, keptFiles: number, files = 2): OfflinePart => ({
  ...{ part: name, files, bytes: files * 1_000_000, keptFiles, keptBytes: keptFiles * 1_000_000 },
});
const view = (parts: readonly OfflinePart[], change: Partial<OfflineView> = {}): OfflineView => ({
  ...{ parts, network: "there", update: "none" },
  ...change,
});

describe("as a whole", () => {
  test.each([
    [view([]), "Looking", false],
    [view([part("page", 1)]), "Not ready for a time without a network", false],
    [view([part("page", 1)], { filling: "page" }), "Getting ready for a time without a network", false],
    [view([part("editor", 2)]), "Not ready for a time without a network", false],
    [view([part("page", 2), part("editor", 0)]), "Works offline", true],
    [view([part("page", 2), part("editor", 2)]), "Works offline, all of it", true],
  ])("%#", (of, head, opens) => {
    expect(offlineSaid(of).head).toBe(head);
    expect(opensOffline(of)).toBe(opens);
    expect(goneSaid(of)).toBe(opens ? "Offline: everything you use is here" : "Offline: parts of this page are not here");
  });

  test("names what is not here", () => {
    const { text } = offlineSaid(view([part("page", 2), part("bundler", 2), part("editor", 1), part("examples", 0)]));
    expect(text).toBe("The page opens without a network. What you used is here; not whole yet: Full editor, Examples.");
  });
});

test.each([
  [part("editor", 2), "here"],
  [part("editor", 0), "not here"],
  [part("editor", 1), "1 of 2 files"],
  [{ ...part("bundler", 0, 1), keptBytes: 400_000 }, "400.0 kB of it"],
  [{ ...part("bundler", 0), keptBytes: 400_000 }, "400.0 kB of it"],
])("a part: %#", (of, words) => expect(partState(of)).toBe(words));

test("a part that only a later page knows has its own name", () => expect(partName("python")).toEqual({ name: "python", what: "" }));

test("the sum", () => expect(sumOf([part("page", 2), part("editor", 1)])).toEqual({ bytes: 4_000_000, keptBytes: 3_000_000 }));
