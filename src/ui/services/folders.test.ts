import { describe, expect, it } from "vitest";
import type { ObjectView } from "../../platform/services/services-view.ts";
import { crumbsOf, folderPrefix, listFolder } from "./folders.ts";

function object(key: string, sizeBytes = 10): ObjectView {
  return {
    key,
    sizeBytes,
    etag: '"x"',
    contentType: "text/plain",
    metadata: {},
    lastModifiedMs: 0,
    content: { contentId: key, sizeBytes, md5: "x" },
  };
}

describe("a bucket's keys as folders", () => {
  const objects = ["a.txt", "raw/", "raw/b.txt", "raw/2026/c.txt", "raw/2026/d/e.txt", "rawer.txt", "//f"].map((key) => object(key));

  it.each([
    ["", ["raw/ 4", "/ 1"], ["a.txt", "rawer.txt"]],
    ["raw/", ["2026/ 2"], ["raw/", "raw/b.txt"]],
    ["raw/2026/", ["d/ 1"], ["raw/2026/c.txt"]],
    ["/", ["/ 1"], []],
    ["nothing/", [], []],
  ])("below %j", (prefix, folders, keys) => {
    const listing = listFolder(objects, prefix);
    expect(listing.folders.map(({ name, count }) => `${name} ${count}`)).toEqual(folders);
    expect(listing.objects.map(({ key }) => key)).toEqual(keys);
  });

  it("adds up what a folder holds", () => {
    const { folders } = listFolder([object("x/a", 3), object("x/y/b", 4)], "");
    expect(folders).toEqual([{ name: "x/", prefix: "x/", count: 2, sizeBytes: 7 }]);
  });

  it("leads back by crumbs", () => {
    expect(crumbsOf("")).toEqual([]);
    expect(crumbsOf("raw/2026/")).toEqual([
      ["raw", "raw/"],
      ["2026", "raw/2026/"],
    ]);
  });

  it.each([
    ["", ""],
    ["  ", ""],
    ["/", ""],
    ["raw", "raw/"],
    ["/raw/", "raw/"],
    [" raw/2026 ", "raw/2026/"],
  ])("takes %j as %j", (typed, prefix) => expect(folderPrefix(typed)).toBe(prefix));
});
