import { expect, test } from "vitest";
import { createTmpMirror } from "./tmp-mirror.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (mirror: ReturnType<typeof createTmpMirror>, path: string) => {
  const entry = mirror.entries().find((each) => each.path === path);
  return entry?.type === "file" ? new TextDecoder().decode(entry.bytes) : entry?.type;
};

test("writes, appends, overwrites and truncates", () => {
  const mirror = createTmpMirror(1_000, () => 5);
  mirror.apply({ op: "write", path: "/tmp/a", offset: 0, bytes: bytes("hello"), size: 5 });
  mirror.apply({ op: "write", path: "/tmp/a", offset: 5, bytes: bytes(" world"), size: 11 });
  expect(textOf(mirror, "/tmp/a")).toBe("hello world");
  mirror.apply({ op: "write", path: "/tmp/a", offset: 0, bytes: bytes("J"), size: 11 });
  expect(textOf(mirror, "/tmp/a")).toBe("Jello world");
  mirror.apply({ op: "write", path: "/tmp/a", offset: 0, bytes: bytes(""), size: 4 });
  expect(textOf(mirror, "/tmp/a")).toBe("Jell");
});

test("directories move and go with what is below them, and nothing else does", () => {
  const mirror = createTmpMirror(1_000, () => 5);
  mirror.apply({ op: "make-directory", path: "/tmp/d" });
  mirror.apply({ op: "write", path: "/tmp/d/x", offset: 0, bytes: bytes("1"), size: 1 });
  mirror.apply({ op: "write", path: "/tmp/dd", offset: 0, bytes: bytes("2"), size: 1 });
  mirror.apply({ op: "rename", from: "/tmp/d", to: "/tmp/e" });
  expect(
    mirror
      .entries()
      .map(({ path }) => path)
      .sort(),
  ).toEqual(["/tmp/dd", "/tmp/e", "/tmp/e/x"]);
  mirror.apply({ op: "remove", path: "/tmp/e" });
  expect(mirror.entries().map(({ path }) => path)).toEqual(["/tmp/dd"]);
});

test("a size beyond the limit is not believed", () => {
  const mirror = createTmpMirror(10, () => 5);
  mirror.apply({ op: "write", path: "/tmp/a", offset: 0, bytes: bytes("x"), size: 1e12 });
  expect(mirror.entries()).toEqual([]);
});
