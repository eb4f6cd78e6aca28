import { describe, expect, it } from "vitest";
import type { LogLine } from "../../platform/results.ts";
import { columnsOf, logTime } from "./log-columns.ts";

const line = (text: string, rest: Partial<LogLine> = {}): LogLine => ({ atMs: 0, text, from: "platform", ...rest });

describe("columnsOf", () => {
  it.each([
    ["START RequestId: r Version: $LATEST", { kind: "START", message: "RequestId: r Version: $LATEST", tone: "platform" }],
    ["END RequestId: 1e0dfdc6-a982-42be-8284-0db45c58ca13", { kind: "END", message: "RequestId: 1e0dfdc6…", tone: "platform" }],
    ["INIT_START Runtime Version: x", { kind: "INIT_START", message: "Runtime Version: x", tone: "init" }],
    [
      "REPORT RequestId: r\tDuration: 1.00 ms\tInit Duration: 2.00 ms\t",
      { kind: "REPORT", message: "RequestId: r  Duration: 1.00 ms  Init Duration: 2.00 ms", tone: "report" },
    ],
    [
      "2026-01-02T03:04:05.006Z r Task timed out after 3.00 seconds",
      { kind: "TIMEOUT", message: "Task timed out after 3.00 seconds", tone: "bad" },
    ],
    [
      '2026-01-02T03:04:05.006Z\tr-1\tERROR\tInvoke Error \t{"errorType":"Error"}\n',
      { kind: "ERROR", message: 'Invoke Error   {"errorType":"Error"}', tone: "bad" },
    ],
    ["Runtime.ExitError", { kind: "", message: "Runtime.ExitError", tone: "bad" }],
  ])("sets the platform's line apart: %s", (text, columns) => {
    expect(columnsOf(line(text))).toEqual(columns);
  });

  it("takes time, id and level out of a console line, and only there", () => {
    const printed = "2026-01-02T03:04:05.006Z\tr-1\tWARN\ta\tb\nsecond";
    expect(columnsOf(line(printed, { from: "console", level: "WARN" }))).toEqual({ kind: "WARN", message: "a\tb\nsecond", tone: "warn" });
    expect(columnsOf(line("START me\n", { from: "stdout" }))).toEqual({ kind: "stdout", message: "START me", tone: "own" });
  });
});

describe("logTime", () => {
  it("says the second once", () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
    expect(logTime(at, undefined)).toBe("03:04:05.006");
    expect(logTime(at + 10, at)).toBe(".016");
    expect(logTime(at + 1_000, at)).toBe("03:04:06.006");
  });
});
