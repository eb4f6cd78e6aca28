import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { platformSettings } from "../../testing/builders.ts";
import { simulateRun } from "../replay/simulate.ts";
import { importArrivals } from "./import-arrivals.ts";
import { MOST_LINES } from "./import-notes.ts";
import type { ImportOptions } from "./imported.ts";

const OPTIONS: ImportOptions = {
  name: "Pasted",
  functionName: "hello",
  settings: platformSettings(),
  profileId: "aws-lambda",
  memoryMb: 128,
  timeoutMs: 3_000,
  durationMs: 50,
};
const read = (text: string, options: Partial<ImportOptions> = {}) => importArrivals(text, { ...OPTIONS, ...options });
const messages = (text: string) => read(text).problems.map(({ message }) => message);
const ID = "6d68ca91-49c9-448d-89b8-7ca3e6dc66aa";
const T = Date.UTC(2024, 2, 4, 17, 22, 38);

/** [arrived, since T, or since 0 without timestamps; duration; init; status; memory of the function] */
function told(text: string, options: Partial<ImportOptions> = {}) {
  const { recording } = read(text, options);
  const baseMs = recording === undefined || recording.startedAtMs < 1e9 ? 0 : T;
  return recording?.arrivals.map(({ offsetMs, functionName, durationMs, initMs, status }) => {
    const memoryMb = recording.functions.find(({ name }) => name === functionName)?.memoryMb;
    return [Math.round((recording.startedAtMs - baseMs + offsetMs) * 100) / 100, durationMs, initMs, status, memoryMb];
  });
}

const REPORT = `REPORT RequestId: ${ID}\tDuration: 3.10 ms\tBilled Duration: 546 ms\tMemory Size: 256 MB\tMax Memory Used: 73 MB\tInit Duration: 542.01 ms\t`;
const WARM = `REPORT RequestId: ${ID}\tDuration: 20.00 ms\tBilled Duration: 20 ms\tMemory Size: 256 MB\tMax Memory Used: 73 MB\t`;
const spaced = (line: string) => line.replaceAll("\t", " ");

describe("REPORT lines", () => {
  test.each<[string, string, unknown[][]]>([
    ["fields parted by tabs", REPORT, [[0, 3.1, 542.01, "ok", 256]]],
    ["fields parted by spaces", spaced(REPORT), [[0, 3.1, 542.01, "ok", 256]]],
    [
      "Windows' line ends, and lines between",
      `\uFEFFSTART RequestId: ${ID} Version: $LATEST\r\n${WARM}\r\n\r\nEND\r\n`,
      [[0, 20, undefined, "ok", 256]],
    ],
    [
      "XRAY in a line of its own",
      `${WARM}\nXRAY TraceId: 1-6a507b87-0cc4438344b48ef127ab1931\tSegmentId: d0025b207c551fde\tSampled: true\t`,
      [[0, 20, undefined, "ok", 256]],
    ],
    ["XRAY in the same line", `${WARM}XRAY TraceId: 1-66d978e5 SegmentId: 29c3839e6ecb5895 Sampled: true`, [[0, 20, undefined, "ok", 256]]],
    [
      "restored: the restore is what it waited for, whatever stands first",
      `REPORT RequestId: ${ID}\tDuration: 127.10 ms\tBilled Duration: 154 ms\tMemory Size: 2048 MB\tMax Memory Used: 212 MB\tBilled Restore Duration: 26 ms\tRestore Duration: 325.93 ms\t`,
      [[0, 127.1, 325.93, "ok", 2_048]],
    ],
    ["Status: timeout", `${WARM}Status: timeout`, [[0, 20, undefined, "timeout", 256]]],
    ["Status: error, of the process", `${WARM}Status: error\tError Type: Runtime.ExitError`, [[0, 20, undefined, "crashed", 256]]],
    ["Status: error, of the code", `${WARM}Status: error\tError Type: TypeError`, [[0, 20, undefined, "error", 256]]],
    [
      "a timeout of old is said before",
      `2024-03-04T17:22:41.000Z ${ID} Task timed out after 3.00 seconds\n\n${WARM}`,
      [[0, 20, undefined, "timeout", 256]],
    ],
    [
      "so is an exit",
      `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n${WARM}`,
      [[0, 20, undefined, "crashed", 256]],
    ],
    [
      "so is an error",
      `2024-03-04T17:22:38.000Z\t${ID}\tERROR\tInvoke Error \t{"errorType":"Error"}\n${WARM}`,
      [[0, 20, undefined, "error", 256]],
    ],
    ["a field a line", REPORT.replaceAll("\t", "\n"), [[0, 3.1, 542.01, "ok", 256]]],
  ])("%s", (_, text, expected) => {
    expect(told(text)).toEqual(expected);
    expect(messages(text)).toEqual([]);
  });

  test.each<[string, string]>([
    ["a timestamp", "2024-03-04T17:22:38.580Z\t"],
    ["aws logs tail", "2024-03-04T17:22:38.580000+00:00 2024/03/04/[$LATEST]374cd7798d2a4e36a494a23d658b9741 "],
    ["another zone", "2024-03-04T18:22:38.580+01:00 "],
    ["the console's", "2024-03-04 17:22:38.580 "],
    ["CloudWatch's CSV", `${T + 580},"`],
    ["Insights", `"2024-03-04 17:22:38.580","`],
  ])("ingestion timestamps in front: %s. The line is written at the end", (_, front) => {
    expect(told(`${front}${WARM}`)).toEqual([[560, 20, undefined, "ok", 256]]);
    expect(told(`${front}${REPORT}`)).toEqual([[expect.closeTo(34.89, 1), 3.1, 542.01, "ok", 256]]);
    expect(read(`${front}${WARM}`).recording?.assumed?.[0]).toMatch(/written when a request ends/);
  });

  test("where a START with a timestamp is there, it is the better one: init was before it", () => {
    const text = `2024-03-04T17:22:39.000Z START RequestId: ${ID} Version: $LATEST\n2024-03-04T17:22:39.900Z ${REPORT}`;
    expect(told(text)).toEqual([[expect.closeTo(457.99, 2), 3.1, 542.01, "ok", 256]]);
    expect(read(text).recording?.assumed).toEqual([]);
  });

  test("newest first is put in order; what has no timestamp among those that have is left out, and said", () => {
    const text = [`2024-03-04T17:22:40Z ${WARM}`, WARM, `2024-03-04T17:22:38Z ${WARM}`].join("\n");
    expect(told(text)).toEqual([
      [-20, 20, undefined, "ok", 256],
      [1_980, 20, undefined, "ok", 256],
    ]);
    expect(messages(text)).toEqual(["line 2: it has no timestamp, and others have. Left out."]);
  });

  test("a REPORT without a duration is left out, by its line", () => {
    expect(messages(`hello\n${WARM}\nREPORT RequestId: ${ID}\tBilled Duration: 5 ms\nREPORT RequestId: ${ID} Duration: -5 ms\n`)).toEqual([
      "line 3: this REPORT has no Duration that can be. Left out.",
      "line 4: this REPORT has no Duration that can be. Left out.",
    ]);
  });

  test("JSON log format", () => {
    const event = (type: string, time: string, record: object) => JSON.stringify({ time, type, record });
    const metrics = { durationMs: 1.62, billedDurationMs: 204, memorySizeMB: 512, maxMemoryUsedMB: 47, initDurationMs: 201.5 };
    const text = [
      event("platform.initStart", "2024-03-04T17:22:38.000Z", { functionName: "resize", phase: "init" }),
      event("platform.start", "2024-03-04T17:22:38.300Z", { requestId: ID, version: "$LATEST" }),
      JSON.stringify({ timestamp: "2024-03-04T17:22:38.301Z", level: "INFO", requestId: ID, message: "hello" }),
      `2024-03-04T17:22:38.400Z ${event("platform.report", "2024-03-04T17:22:38.400Z", { requestId: ID, status: "success", metrics })}`,
      event("platform.report", "2024-03-04T17:22:40.000Z", {
        requestId: "b1",
        status: "timeout",
        metrics: { durationMs: 3_000, memorySizeMB: 512 },
      }),
      event("platform.report", "2024-03-04T17:22:41.000Z", {
        requestId: "b2",
        status: "error",
        errorType: "Runtime.OutOfMemory",
        metrics: { durationMs: 10, memorySizeMB: 512 },
      }),
      '{"type":"platform.report","record":{"requestId":"b3","metrics":{"durationMs":"7"}}}',
      '{"type":"platform.report","record":{"requestId"',
    ].join("\n");
    expect(told(text)).toEqual([
      [-1_000, 3_000, undefined, "timeout", 512],
      [98.5, 1.62, 201.5, "ok", 512],
      [2_990, 10, undefined, "crashed", 512],
    ]);
    expect(read(text).recording?.arrivals[0]?.functionName).toBe("resize");
    expect(messages(text)).toEqual([
      "line 7: this REPORT has no Duration that can be. Left out.",
      "line 8: the JSON of a platform event cannot be read. Left out.",
    ]);
  });

  test("without timestamps the person says how they are spread; it is marked", () => {
    const text = `${REPORT}\n${WARM}\n${WARM}`;
    const offsets = (options: Partial<ImportOptions>) => told(text, options)?.map(([at]) => at);
    expect(offsets({})).toEqual([0, 545.11, 565.11]);
    expect(offsets({ spread: { type: "rate", perSecond: 4 } })).toEqual([0, 250, 500]);
    expect(offsets({ spread: { type: "rate", perSecond: 0 } })).toEqual([0, 1_000, 2_000]);
    expect(offsets({ spread: { type: "all-at-once" } })).toEqual([0, 0, 0]);
    expect(read(text).needsSpread).toBe(true);
    expect(read(text).recording).toMatchObject({ startedAtMs: 0, spanMs: 585.11 });
    expect(read(text, { startedAtMs: T }).recording?.startedAtMs).toBe(T);
    expect(read(text).recording?.assumed).toEqual([
      "The lines have no timestamps: each request is taken to begin when the one before it has ended.",
    ]);
  });

  test("the time limit is what a timeout shows, and at least what ran", () => {
    const at = (durationMs: number, status = "") =>
      read(WARM.replace("20.00", String(durationMs)) + status).recording?.functions[0]?.timeoutMs;
    expect([at(20), at(3_016.78, "Status: timeout"), at(61_234), at(30_020, "Status: timeout")]).toEqual([3_000, 3_000, 62_000, 30_000]);
  });
});

describe("a CSV of timestamps", () => {
  test.each<[string, string, unknown[][]]>([
    [
      "ISO, no heading",
      "2024-03-04T17:22:38Z\n2024-03-04T17:22:39.5Z",
      [
        [0, 50, undefined, "ok", 128],
        [1_500, 50, undefined, "ok", 128],
      ],
    ],
    [
      "seconds",
      `${T / 1_000}\n${T / 1_000 + 2}.25`,
      [
        [0, 50, undefined, "ok", 128],
        [2_250, 50, undefined, "ok", 128],
      ],
    ],
    [
      "milliseconds",
      `${T}\n${T + 7}`,
      [
        [0, 50, undefined, "ok", 128],
        [7, 50, undefined, "ok", 128],
      ],
    ],
    ["microseconds", `${T + 1}000`, [[1, 50, undefined, "ok", 128]]],
    ["nanoseconds", `${T + 1}000000`, [[1, 50, undefined, "ok", 128]]],
    ["a heading; blank lines and remarks", `# mine\n\ntimestamp\n${T}\n\n`, [[0, 50, undefined, "ok", 128]]],
    ["no zone", "2024-03-04 17:22:38", [[0, 50, undefined, "ok", 128]]],
    ["in another column", `GET,${T + 5},200`, [[5, 50, undefined, "ok", 128]]],
    [
      "named columns",
      `status,Duration (ms),Time,init\nok,12.5,${T},\nerror,3,${T + 9},200`,
      [
        [0, 12.5, undefined, "ok", 128],
        [9, 3, 200, "error", 128],
      ],
    ],
    ["parted by semicolons", `time;duration\n"2024-03-04T17:22:38,5Z";7`, [[500, 7, undefined, "ok", 128]]],
    ["parted by tabs", `time\tduration_s\n${T}\t1.5`, [[0, 1_500, undefined, "ok", 128]]],
    [
      "Insights' own names and units",
      `@timestamp,@duration,@initDuration,@memorySize\n2024-03-04 17:22:38.000,14.97,103.01,1.28E8`,
      [[0, 14.97, 103.01, "ok", 128]],
    ],
    [
      "throttled and timed out",
      `time,status,duration\n${T},throttled,\n${T},timeout,3000`,
      [
        [0, undefined, undefined, "throttled", 128],
        [0, 3_000, undefined, "timeout", 128],
      ],
    ],
    [
      "out of order",
      `${T + 5}\n${T}`,
      [
        [0, 50, undefined, "ok", 128],
        [5, 50, undefined, "ok", 128],
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect(told(text)).toEqual(expected);
    expect(messages(text)).toEqual([]);
  });

  test("functions by name, the last part of a log group's", () => {
    const { recording } = read(`time,function,memory\n${T},a,256\n${T},"/aws/lambda/b,c",512\n${T},,\n${T},a,256`);
    expect(recording?.functions.map(({ name, memoryMb }) => [name, memoryMb])).toEqual([
      ["a", 256],
      ["b,c", 512],
      ["hello", 128],
    ]);
  });

  test("what is wrong is said by its line; the rest is taken", () => {
    const text = `time,duration\n${T},5\nyesterday,5\n${T},soon\n2024-02-31T00:00:00Z,5\n,5\n12,5\n${T},-1`;
    expect(messages(text)).toEqual([
      'line 3: "yesterday" is no moment. Write ISO 8601, or seconds or milliseconds since 1970. Left out.',
      'line 4: "soon" is no duration. Taken for not said.',
      'line 5: "2024-02-31T00:00:00Z" is no moment. Write ISO 8601, or seconds or milliseconds since 1970. Left out.',
      "line 6: An empty cell is no moment. Write ISO 8601, or seconds or milliseconds since 1970. Left out.",
      'line 7: "12" is no moment. Write ISO 8601, or seconds or milliseconds since 1970. Left out.',
      'line 8: "-1" is no duration. Taken for not said.',
    ]);
    expect(read(text).recording?.arrivals).toHaveLength(3);
    expect(read(text).recording?.assumed).toEqual(["2 have no duration: each takes 50 ms."]);
    expect(read(`${T}`).recording?.assumed).toEqual(["No request has a duration: each takes 50 ms."]);
  });
});

describe("hostile", () => {
  test.each<[string, string]>([
    ["nothing", ""],
    ["blanks", " \n\t\n"],
    ["prose", "the quick brown fox\njumps"],
    ["a heading alone", "timestamp,duration"],
    ["nulls", "\0\0\0\n\0"],
    ["JSON that is no event", '{"type":"platform.report"}\n{"a":"platform.report"}\nnull\n[]'],
    ["a prototype's name", '{"type":"platform.report","__proto__":{"record":{"metrics":{"durationMs":1}}}}'],
    ["a REPORT of nothing", "REPORT RequestId: \nREPORT RequestId:"],
    [
      "numbers that are none",
      `REPORT RequestId: ${ID} Duration: NaN ms\nREPORT RequestId: ${ID} Duration: 1e999 ms\nREPORT RequestId: ${ID} Duration: 0x10x ms`,
    ],
  ])("%s gives no recording", (_, text) => {
    expect(read(text).recording).toBeUndefined();
  });

  test("a line that never ends is read to a bound, before the test is given up", () => {
    for (const filler of ["REPORT RequestId: ", "Duration: ", "1 ", '"', ",", "2024-03-04T", "{", "\t", "9"])
      read(filler + filler.repeat(2_000_000 / filler.length));
    expect(read(`REPORT RequestId: ${"x ".repeat(1_000_000)}Duration: 5 ms`).recording).toBeUndefined();
  }, 30_000);

  test("problems are kept to a bound, and counted beyond", () => {
    const { problems, moreProblems, lines } = read(`${T}\n${"x\n".repeat(5_000)}`);
    expect([problems.length, moreProblems, lines]).toEqual([100, 4_900, 5_001]);
  });

  test("a million lines are read, and no more", () => {
    const { recording, lines, problems } = read(`${T}\n${"\n".repeat(MOST_LINES + 10)}${T}`);
    expect([recording?.arrivals.length, lines]).toEqual([1, MOST_LINES]);
    expect(problems).toEqual([{ line: MOST_LINES + 1, message: "line 1000001: only the first 1,000,000 lines are read." }]);
  });

  test("whatever is cut, doubled or mixed in: nothing throws, and what comes out can be replayed", () => {
    const random = seededRandom(5);
    const pieces = [
      REPORT,
      WARM,
      spaced(REPORT),
      "2024-03-04T17:22:38Z ",
      `${T},"`,
      "\n",
      "\t",
      '"',
      "{",
      '{"type":"platform.report","record":{',
      "Duration: ",
      "-",
      "9e9",
      "\u2028",
      "time,duration\n",
    ];
    for (let round = 0; round < 300; round += 1) {
      let text = "";
      for (let count = random() * 12; count > 0; count -= 1) {
        const piece = pieces[Math.floor(random() * pieces.length)] ?? "";
        text += piece.slice(0, Math.ceil(piece.length * (random() < 0.7 ? 1 : random())));
        if (random() < 0.4) text += "\n";
      }
      const { recording } = read(text);
      if (!recording) continue;
      expect(
        recording.arrivals.every(({ offsetMs, durationMs = 0 }) => offsetMs >= 0 && durationMs >= 0 && Number.isFinite(offsetMs)),
      ).toBe(true);
      expect(simulateRun(recording, {}, { id: "i", name: "i" }).history.rows.endSeq).toBe(recording.arrivals.length);
    }
  });
});
