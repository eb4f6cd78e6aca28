import { describe, expect, it } from "vitest";
import { directContent, httpContent } from "./answer-content.ts";

const answer = (type: string, body: { text: string } | { base64: string }) => httpContent({ headers: [["Content-Type", type]], body });

describe("httpContent", () => {
  it("lays JSON out, also where the type does not say so", () => {
    expect(answer("application/json", { text: '{"a":1}' })).toEqual({ kind: "json", pretty: '{\n  "a": 1\n}', raw: '{"a":1}' });
    expect(answer("text/plain; charset=utf-8", { text: "[1]" })).toMatchObject({ kind: "json" });
  });

  it("leaves text as it is, JSON that is none included", () => {
    expect(answer("application/json", { text: "Hello" })).toEqual({ kind: "text", raw: "Hello" });
    expect(answer("text/html", { text: "<b>" })).toEqual({ kind: "text", raw: "<b>" });
    expect(answer("text/plain", { text: "" })).toEqual({ kind: "empty" });
  });

  it("shows only known types as images", () => {
    expect(answer("image/png", { base64: "AAAA" })).toMatchObject({ kind: "image", source: "data:image/png;base64,AAAA" });
    expect(answer('image/png"onload=x', { base64: "AAAA" })).toMatchObject({ kind: "bytes" });
    expect(answer("application/zip", { base64: "AAAA" })).toEqual({ kind: "bytes", type: "application/zip", raw: "AAAA" });
  });
});

describe("directContent", () => {
  it("is the answer, or the error object in its place", () => {
    expect(directContent({ payload: '"x"' })).toEqual({ kind: "json", pretty: '"x"', raw: '"x"' });
    expect(directContent({ error: { errorType: "E", errorMessage: "m" } })).toMatchObject({ raw: '{"errorType":"E","errorMessage":"m"}' });
    expect(directContent({})).toEqual({ kind: "empty" });
  });
});
