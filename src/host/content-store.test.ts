import { describe, expect, test } from "vitest";
import { type Bytes, type ContentShelf, createContentStore, isContentRef } from "./content-store.ts";

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const ABC = { contentId: "900150983cd24fb0d6963f7d28e17f72-3", sizeBytes: 3, md5: "900150983cd24fb0d6963f7d28e17f72" };

function shelf(): ContentShelf & { readonly kept: Map<string, Bytes>; reads: number } {
  const kept = new Map<string, Bytes>();
  return {
    kept,
    reads: 0,
    async readContent(contentId) {
      this.reads += 1;
      return kept.get(contentId);
    },
    async saveContent(contentId, bytes) {
      kept.set(contentId, bytes);
    },
  };
}

describe("contents", () => {
  test("are named by what they are: the same bytes once", async () => {
    const [store, to] = [createContentStore(), shelf()];
    store.keepOn(to);
    expect(await store.keep(bytesOf("abc"))).toEqual(ABC);
    expect(await store.keep(bytesOf("abc"))).toEqual(ABC);
    expect(await store.keep(bytesOf(""))).toMatchObject({ sizeBytes: 0, md5: "d41d8cd98f00b204e9800998ecf8427e" });
    expect([...to.kept.keys()]).toEqual([ABC.contentId, "d41d8cd98f00b204e9800998ecf8427e-0"]);
    expect(new TextDecoder().decode(await store.read(ABC))).toBe("abc");
    expect((await store.read({ contentId: "d41d8cd98f00b204e9800998ecf8427e-0", sizeBytes: 0, md5: "" })).byteLength).toBe(0);
  });

  test("without storage last as long as the page; what was kept before storage came outlives it", async () => {
    const [store, to] = [createContentStore(), shelf()];
    await store.keep(bytesOf("abc"));
    expect((await store.read(ABC)).byteLength).toBe(3);
    store.keepOn(to);
    expect([...to.kept.keys()]).toEqual([ABC.contentId]);
    const after = createContentStore();
    after.keepOn(to);
    expect(new TextDecoder().decode(await after.read(ABC))).toBe("abc");
    await after.read(ABC);
    expect(to.reads).toBe(1);
  });

  test("that the browser has lost are missed with words and what to do", async () => {
    await expect(createContentStore().read(ABC)).rejects.toMatchObject({
      code: "content-lost",
      message: "The 3 bytes of this object are not in this browser any more.",
      remedy: "Upload the file again.",
    });
    const store = createContentStore();
    store.keepOn(shelf());
    await expect(store.read(ABC)).rejects.toMatchObject({ code: "content-lost" });
  });

  test("that cannot be saved are refused, and none is half there", async () => {
    const store = createContentStore();
    store.keepOn({ readContent: async () => undefined, saveContent: () => Promise.reject(new Error("the disk is full")) });
    await expect(store.keep(bytesOf("abc"))).rejects.toThrow("the disk is full");
    await expect(store.read(ABC)).rejects.toMatchObject({ code: "content-lost" });
  });

  test("that cannot be saved when storage comes are still there", async () => {
    const store = createContentStore();
    await store.keep(bytesOf("abc"));
    store.keepOn({ readContent: async () => undefined, saveContent: () => Promise.reject(new Error("the disk is full")) });
    expect((await store.read(ABC)).byteLength).toBe(3);
  });

  test("of which there are many are read from storage again, and the last used from memory", async () => {
    const [store, to] = [createContentStore(), shelf()];
    store.keepOn(to);
    const kept = [];
    for (let place = 0; place < 3; place += 1) kept.push(await store.keep(new Uint8Array(30_000_000).fill(place)));
    const [first, second, third] = kept as [typeof ABC, typeof ABC, typeof ABC];
    await store.read(third);
    await store.read(second);
    expect(to.reads).toBe(0);
    expect((await store.read(first))[0]).toBe(0);
    expect(to.reads).toBe(1);
  }, 30_000);
});

test.each([
  [ABC, true],
  [{ ...ABC, sizeBytes: "3" }, false],
  [{ contentId: "x" }, false],
  [null, false],
  ["abc", false],
  [[], false],
])("%j is a reference: %s", (value, is) => expect(isContentRef(value)).toBe(is));
