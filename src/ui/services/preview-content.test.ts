import { describe, expect, it } from "vitest";
import { hexOf, previewOf } from "./preview-content.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("how an object is looked at", () => {
  it.each([
    ["nothing", new Uint8Array(), "image/png", "empty"],
    ["an image", bytes("\x89PNG"), "image/png; x=1", "image"],
    ["an image of a type that no <img> shows", bytes("II*"), "image/tiff", "text"],
    ["text, whatever its type says", bytes("hello"), "application/octet-stream", "text"],
    ["bytes that are no UTF-8", Uint8Array.of(0xff, 0xfe, 0x41), "text/plain", "hex"],
    ["text with a zero", bytes("a\0b"), "text/plain", "hex"],
    ["a page is its text, never a page", bytes("<script>alert(1)</script>"), "text/html", "text"],
  ])("%s", (_, content, type, kind) => expect(previewOf(content, type).kind).toBe(kind));

  it("lays JSON out, and leaves what only begins like it", () => {
    expect(previewOf(bytes('{"a":1}'), "")).toEqual({ kind: "text", text: '{\n  "a": 1\n}', isJson: true, cut: false });
    expect(previewOf(bytes('{"a":'), "")).toMatchObject({ text: '{"a":', isJson: false });
  });

  it("cuts a long text between letters", () => {
    const preview = previewOf(bytes("ä".repeat(150_000)), "text/plain");
    expect(preview).toMatchObject({ kind: "text", cut: true });
    expect(preview.kind === "text" && preview.text).not.toContain("\ufffd");
  });

  it("writes bytes by sixteen", () => {
    expect(hexOf(Uint8Array.from({ length: 17 }, (_, place) => place + 0x41)).split("\n")).toEqual([
      "00000000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP",
      `00000010  51${" ".repeat(45)}  Q`,
    ]);
  });
});
