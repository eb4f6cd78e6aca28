import { describe, expect, test } from "vitest";
import { isWhichBuild, parseOfflineReport, parseOfflineRequest } from "./offline-messages.ts";

const PART = { part: "page", files: 2, bytes: 10, keptFiles: 1, keptBytes: 4 };
const REPORT = { type: "coldstart-offline-report", marker: "assets/x.js", parts: [PART], unreachable: false };

describe("what a page asks", () => {
  test.each(["state", "probe", "get-all", "stop", "take-over"])("%s", (ask) => {
    expect(parseOfflineRequest({ type: "coldstart-offline", ask })).toEqual({ ask });
  });

  test("names what it has used; what is no address is left out", () => {
    const used = ["https://x.test/a.js", 5, null, { url: "b" }];
    expect(parseOfflineRequest({ type: "coldstart-offline", ask: "prepare", used })).toEqual({
      ask: "prepare",
      used: ["https://x.test/a.js"],
    });
  });

  test("cannot be endless", () => {
    const used = Array.from({ length: 100_000 }, () => "a");
    const parsed = parseOfflineRequest({ type: "coldstart-offline", ask: "prepare", used });
    expect(parsed?.ask === "prepare" && parsed.used.length).toBe(2_000);
  });

  test.each([
    undefined,
    null,
    "state",
    [],
    {},
    { type: "coldstart-request" },
    { type: "coldstart-offline" },
    { type: "coldstart-offline", ask: "delete" },
    { type: "coldstart-offline", ask: "prepare" },
    { type: "coldstart-offline", ask: "prepare", used: "all" },
    { ask: "take-over" },
  ])("%j is nothing that it can ask", (data) => expect(parseOfflineRequest(data)).toBeUndefined());
});

describe("what a worker reports", () => {
  test.each([{}, { filling: "all" }, { failure: "no-room" }, { unreachable: true }])("%j", (more) => {
    expect(parseOfflineReport({ ...REPORT, ...more })).toEqual({ ...REPORT, ...more });
  });

  test("of a later worker is read as far as it is known", () => {
    expect(parseOfflineReport({ ...REPORT, filling: "half", failure: "moon", more: 1 })).toEqual(REPORT);
    const later = { ...PART, part: "python" };
    expect(parseOfflineReport({ ...REPORT, parts: [PART, later] })?.parts).toEqual([PART]);
  });

  test.each([
    null,
    { ...REPORT, type: "other" },
    { ...REPORT, marker: 5 },
    { ...REPORT, parts: {} },
    { ...REPORT, parts: [{ ...PART, bytes: "10" }] },
    { ...REPORT, parts: [{ ...PART, keptBytes: -1 }] },
    { ...REPORT, parts: [null] },
  ])("%j is no report", (data) => expect(parseOfflineReport(data)).toBeUndefined());

  test("or asks which build the page is of", () => {
    expect(isWhichBuild({ type: "coldstart-which-build" })).toBe(true);
    expect(isWhichBuild(REPORT)).toBe(false);
  });
});
