import { describe, expect, test } from "vitest";
import { LOG_CHARS_PER_INVOCATION, LOG_LINE_CHARS, LOG_LINES_PER_INVOCATION } from "../protocol/bounds.ts";
import type { WireLogLine } from "../protocol/from-container.ts";
import { addLines, emptyLogBook, printLines } from "./invocation-desk.ts";

const AT_MS = Date.UTC(2026, 9, 10, 12, 0, 0, 33);
const ID = "8f5e1c32-0000-4000-8000-5d7c6a1b2c3d";

const said = (text: string, differs: Partial<WireLogLine> = {}): WireLogLine => ({
  atMs: AT_MS,
  stream: "console",
  level: "INFO",
  text,
  ...differs,
});
const bookOf = (lines: readonly WireLogLine[], dropped = 0) => {
  const book = emptyLogBook();
  addLines(book, lines, dropped);
  return book;
};
const stdout = (text: string): WireLogLine => ({ atMs: AT_MS, stream: "stdout", text });

describe("printed lines", () => {
  test("a console line has time, request id and level before it", () => {
    expect(printLines(bookOf([said("hello"), said("oh", { level: "ERROR" })]), ID, "Text")).toEqual([
      { atMs: AT_MS, text: `2026-10-10T12:00:00.033Z\t${ID}\tINFO\thello`, level: "INFO", from: "console" },
      { atMs: AT_MS, text: `2026-10-10T12:00:00.033Z\t${ID}\tERROR\toh`, level: "ERROR", from: "console" },
    ]);
  });

  test("during init there is no request: undefined stands in its place, as on Lambda", () => {
    expect(printLines(bookOf([said("loading")]), undefined, "Text")[0]?.text).toBe("2026-10-10T12:00:00.033Z\tundefined\tINFO\tloading");
  });

  test("stdout is printed as it is, without its last line break", () => {
    expect(printLines(bookOf([stdout("a\nb\n")]), ID, "Text")).toEqual([{ atMs: AT_MS, text: "a\nb", from: "stdout" }]);
  });

  test("the runtime's own lines are the platform's", () => {
    expect(printLines(bookOf([said("Invoke Error", { stream: "runtime", level: "ERROR" })]), ID, "Text")[0]).toMatchObject({
      from: "platform",
    });
  });

  test("JSON lines come from the container as they are", () => {
    expect(printLines(bookOf([said('{"level":"INFO"}')]), ID, "JSON")[0]?.text).toBe('{"level":"INFO"}');
  });
});

describe("the bounds", () => {
  const many = (count: number, text = "x") => Array.from({ length: count }, () => said(text));

  test("so many lines are kept; one line more says how many were dropped", () => {
    const book = bookOf(many(LOG_LINES_PER_INVOCATION - 1));
    addLines(book, many(1_501), 0);
    const printed = printLines(book, ID, "Text");
    expect(printed).toHaveLength(LOG_LINES_PER_INVOCATION + 1);
    expect(printed.at(-1)).toEqual({
      atMs: AT_MS,
      text: "1,500 more lines were dropped: this playground keeps 10,000 lines an invocation.",
      from: "platform",
    });
  });

  test("so many characters are kept, whatever the number of lines", () => {
    const book = bookOf(many(40, "y".repeat(LOG_LINE_CHARS)));
    const kept = book.lines.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThanOrEqual(LOG_CHARS_PER_INVOCATION + LOG_LINE_CHARS);
    expect(kept).toBeGreaterThanOrEqual(LOG_CHARS_PER_INVOCATION);
    expect(book.lines.length + book.droppedHere).toBe(40);
  });

  test("what the container dropped, which it counts from the start, and what was dropped here add up", () => {
    const book = emptyLogBook();
    addLines(book, many(LOG_LINES_PER_INVOCATION), 100);
    addLines(book, many(5), 100);
    addLines(book, many(5), 250);
    addLines(book, [], 250);
    expect(printLines(book, ID, "Text").at(-1)?.text).toContain("260 more lines were dropped");
  });

  test("a container that says it dropped fewer than before is not believed", () => {
    const book = bookOf([], 10);
    addLines(book, [], 3);
    expect(book.droppedThere).toBe(10);
  });

  test("where nothing was kept, the line about what was dropped still comes", () => {
    expect(printLines(bookOf([], 7), ID, "Text")).toHaveLength(1);
  });
});
