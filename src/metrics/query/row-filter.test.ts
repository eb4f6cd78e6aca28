import { describe, expect, it } from "vitest";
import type { InvocationView } from "../../platform/results.ts";
import { noRows, segments } from "../history/history-rows.ts";
import { DetailIndex } from "./detail-index.ts";
import { matchingRows } from "./matching-rows.ts";
import { compileLineQuery, compileQuery } from "./row-filter.ts";
import { BEGAN_AT_MS, FUNCTIONS, type Pick, picker, randomViews, rowsOf } from "./rows-under-test.ts";

const VIEWS = randomViews(1, 3_000);
const ROWS = rowsOf(VIEWS);
const DETAILS = new DetailIndex();
DETAILS.hold(VIEWS.slice(1_000));
const kept = (view: InvocationView) => VIEWS.indexOf(view) >= 1_000;

/** By their place: a difference stays one to read. */
function found(text: string): readonly number[] {
  const filter = compileQuery(text, ROWS, { details: DETAILS, startedAtMs: BEGAN_AT_MS });
  const places: number[] = [];
  for (const { chunk, from, to } of segments(ROWS)) {
    for (let at = from; at < to; at += 1) if (filter.matches(chunk, at)) places.push(chunk.firstSeq + at);
  }
  // Many at once give the same as each by itself.
  expect([...(matchingRows(ROWS, filter, undefined).store ?? VIEWS.keys())].slice(0, matchingRows(ROWS, filter, undefined).length)).toEqual(
    places,
  );
  return places;
}
const judged = (judge: Judge): readonly number[] => VIEWS.flatMap((view, seq) => (judge(view) ? [seq] : []));
const problems = (text: string) => compileQuery(text, ROWS, { startedAtMs: BEGAN_AT_MS }).problems;

type Judge = (view: InvocationView) => boolean;
const ran: Judge = ({ status }) => status !== "throttled";
const logHas =
  (text: string): Judge =>
  (view) =>
    kept(view) && view.logs.some((line) => line.text.toLowerCase().includes(text));
const clock = (hours: number, minutes: number, seconds = 0) => Date.UTC(2026, 0, 31, hours, minutes, seconds);

describe("what a filter lets through", () => {
  const [some] = VIEWS.filter(ran) as [InvocationView];
  it.each<[string, Judge]>([
    ["", () => true],
    ["   ", () => true],
    ["function:resize", ({ functionName }) => functionName === "resize"],
    ["FUNCTION:ReSize", ({ functionName }) => functionName === "resize"],
    ["fn:photo*", ({ functionName }) => functionName === "photo-api"],
    ["function:*photo", ({ functionName }) => functionName === "Index_Photo"],
    ["function:*o*o*", ({ functionName }) => /o.*o/i.test(functionName)],
    ['function:"resize",thumbs', ({ functionName }) => functionName === "resize" || functionName === "thumbs"],
    ["-function:resize", ({ functionName }) => functionName !== "resize"],
    ["NOT function:resize", ({ functionName }) => functionName !== "resize"],
    ["NOT -function:resize", ({ functionName }) => functionName === "resize"],
    ["function:resize AND version:2", ({ functionName, version }) => functionName === "resize" && version === "2"],
    ["version:1", ({ version }) => version === "1"],
    ["status:error,timeout", ({ status }) => status === "error" || status === "timeout"],
    ["status:failed", ({ status }) => status !== "ok"],
    ["-status:failed", ({ status }) => status === "ok"],
    ["cold:true", ({ coldStart }) => coldStart],
    ["cold:false", (view) => ran(view) && !view.coldStart],
    ["-cold:true", ({ coldStart }) => !coldStart],
    ["start:none", ({ status }) => status === "throttled"],
    ["trigger:queue", ({ trigger }) => trigger === "queue"],
    ["reason:all-busy", ({ because }) => because === "all-busy"],
    ["reason:*-reached", ({ because }) => because === "account-reached"],
    ['reason:"3 of 3"', ({ coldStart }) => coldStart],
    ["container:C-03", ({ containerId }) => containerId === "c-03"],
    ["container:none", ({ containerId }) => containerId === undefined],
    ["-container:c-0*", ({ containerId = "" }) => !containerId.startsWith("c-0")],
    ["duration:>200", (view) => ran(view) && view.durationMs > 200],
    ["duration>200", (view) => ran(view) && view.durationMs > 200],
    ["duration:<=0.2s", (view) => ran(view) && view.durationMs <= 200],
    ["-duration:>200", (view) => !(ran(view) && view.durationMs > 200)],
    ["duration:200", (view) => view.durationMs >= 199.5 && view.durationMs < 200.5],
    ["init:>=50", ({ initMs }) => initMs >= 50],
    ["init:>=50.07ms", ({ initMs }) => initMs >= 50.07],
    ["latency:100..500", (view) => ran(view) && sumOf(view) >= 100 && sumOf(view) <= 500],
    ["latency:..100", (view) => ran(view) && sumOf(view) <= 100],
    ["latency:600..", (view) => ran(view) && sumOf(view) >= 600],
    ["billed:<5", (view) => ran(view) && view.billed.billedMs < 5],
    ["billed:100..110,200", (view) => (view.billed.billedMs >= 100 && view.billed.billedMs <= 110) || view.billed.billedMs === 200],
    ["memory:512", ({ memoryMb }) => memoryMb === 512],
    ["memory:1gb", ({ memoryMb }) => memoryMb === 1_024],
    ["memory:>128MB", ({ memoryMb }) => memoryMb > 128],
    [`request:${some.requestId.slice(0, 3)}`, ({ requestId }) => requestId.startsWith(some.requestId.slice(0, 3))],
    [`request:${some.requestId}`, (view) => view === some],
    [some.requestId.slice(0, 13), (view) => view === some],
    ["after:14:00:30", ({ endedAtMs }) => endedAtMs >= clock(14, 0, 30)],
    ["after:2026-01-31T14:01 before:14:01:10", ({ endedAtMs }) => endedAtMs >= clock(14, 1) && endedAtMs < clock(14, 1, 10)],
    ["after:2026-02-01", () => false],
    ["after:13:00", () => true],
    ["photo", ({ functionName, ...view }) => /photo/i.test(functionName) || logHas("photo")({ functionName, ...view })],
    ["c-12", ({ containerId }) => containerId === "c-12"],
    ["account-reached", ({ because }) => because === "account-reached"],
    ["level:warn", (view) => kept(view) && view.logs.some(({ level }) => level === "WARN")],
    ["level:>=warn", (view) => kept(view) && view.logs.some(({ level }) => level === "WARN" || level === "ERROR")],
    ["level:platform", (view) => kept(view) && ran(view)],
  ])("%s", (text, judge) => {
    expect(problems(text)).toEqual([]);
    expect(found(text)).toEqual(judged(judge));
  });

  it.each(["timed out", "(bracketed) [line]", "c++", "no room\n  at"])("finds %j in the logs that are kept", (words) => {
    const judge = logHas(words);
    expect(VIEWS.some(judge)).toBe(true);
    expect(found(`log:"${words}"`)).toEqual(judged(judge));
    expect(found(`"${words}"`)).toEqual(judged(judge));
    expect(found(`-"${words}"`)).toEqual(judged((view) => !judge(view)));
  });
});

const sumOf = ({ queueMs, provisionMs, initMs, durationMs }: InvocationView) =>
  Math.round((queueMs + provisionMs + initMs + durationMs) * 100) / 100;

describe("what cannot be read is said, and the rest still filters", () => {
  it.each([
    ["functoin:resize", "functoin:resize", /"functoin" is no key\. Write function:resize\./],
    ["constructor:x", "constructor:x", /no key/],
    ["https://example.com/a", "https://example.com/a", /quotes/],
    ["status:eror", "status:eror", /Write status:error\./],
    ["status:toString", "status:toString", /status:ok, status:failed/],
    ["cold:maybe", "cold:maybe", /cold:true or cold:false/],
    ["duration:>fast", "duration:>fast", /"?>fast"? is no amount/],
    ["duration:100-500", "duration:100-500", /duration:100\.\.500/],
    ["duration:..", "duration:..", /no amount/],
    ["duration:5parsecs", "duration:5parsecs", /no amount/],
    ["function:resise", "function:resise", /Write function:resize\./],
    ["function:zzz", "function:zzz", /function:resize/],
    ["container:c-99", "container:c-99", /No container of this run is "c-99"/],
    ["reason:all-bussy", "reason:all-bussy", /reason:all-busy/],
    ["request:xyz", "request:xyz", /first digits/],
    ["request:--", "request:--", /first digits/],
    ["after:25:00", "after:25:00", /no moment/],
    ["after:2026-02-31", "after:2026-02-31", /no moment/],
    ["level:loud", "level:loud", /level:/],
    ["status:", "status:", /value right behind the colon/],
    ["-status:", "-status:", /value right behind the colon/],
    ["OR", "OR", /commas/],
    ["(status:error", "(status:error", /parentheses/],
  ])("%s", (text, term, words) => {
    const whole = `version:2 ${text} cold:true`;
    const [problem, ...others] = problems(whole);
    expect(others).toEqual([]);
    expect(whole.slice(problem?.from, problem?.to)).toBe(term);
    expect(problem?.message).toMatch(words);
    expect(found(whole)).toEqual(judged(({ version, coldStart }) => version === "2" && coldStart));
  });

  it("leaves out the one value, not those beside it", () => {
    expect(problems("status:error,eror")).toHaveLength(1);
    expect(found("status:error,eror")).toEqual(judged(({ status }) => status === "error"));
  });

  it("takes any name for known before anything ran, and asks new names as they come", () => {
    const filter = compileQuery("function:resize container:c-03", noRows());
    expect(filter.problems).toEqual([]);
    const grown = rowsOf(VIEWS.slice(0, 1));
    const later = compileQuery("-function:nothing container:c-*", grown);
    expect(later.problems).toHaveLength(1);
  });
});

describe("hostile input", () => {
  it.each([
    ["many terms", "status:ok ".repeat(10_000)],
    ["many letters", "x".repeat(1_000_000)],
    ["wildcards without end", `function:${"*a".repeat(900)}*`],
    ["quotation marks", '"'.repeat(1_999)],
    ["colons", ":".repeat(1_999)],
    ["minus signs", "-".repeat(1_999)],
    ["backslashes in quotes", `"${"\\".repeat(1_997)}`],
    ["commas", `status:${",".repeat(1_900)}`],
    ["a pattern", "log:(a+)+$ (.*)* [ \\"],
    ["signs of all kinds", "\u0000\uFFFF\u202E🙂:🙂 -🙂 __proto__:1 valueOf:"],
  ])("%s: it is read, before the test is given up", (_, text) => {
    const filter = compileQuery(text, ROWS, { details: DETAILS });
    for (const { chunk, from, to } of segments(ROWS)) for (let at = from; at < to; at += 1) filter.matches(chunk, at);
    for (const { from, to } of filter.problems) expect(from).toBeLessThan(to);
  });

  it("reads any text without throwing", () => {
    const { random, pick } = picker(9);
    const signs = [...'ab:"\\,-<>=.*() \t\n', "status", "duration", "..", "NOT ", "é", "14:02"];
    for (let run = 0; run < 3_000; run += 1) {
      const text = Array.from({ length: Math.floor(random() * 12) }, () => pick(signs)).join("");
      const { problems: said } = compileQuery(text, ROWS, { details: DETAILS });
      for (const { from, to, message } of said) {
        expect(text.slice(from, to).trim()).not.toBe("");
        expect(message).toMatch(/[Ww]rite|value|quotes/);
      }
    }
  });
});

describe("seeded filters against a judge that reads whole records", () => {
  const term = (pick: Pick, random: () => number): readonly [string, Judge] => {
    const amount = Math.floor(random() * 400);
    const [one, other] = [pick(FUNCTIONS), pick(FUNCTIONS)];
    return pick<() => readonly [string, Judge]>([
      () => [`function:${one},${other}`, ({ functionName }) => functionName === one || functionName === other],
      () => [`status:ok`, ({ status }) => status === "ok"],
      () => [`cold:true`, ({ coldStart }) => coldStart],
      () => [`duration:>${amount}`, (view) => ran(view) && view.durationMs > amount],
      () => [`init:<=${amount}ms`, (view) => ran(view) && view.initMs <= amount],
      () => [
        `billed:${amount}..${amount + 90}`,
        (view) => ran(view) && view.billed.billedMs >= amount && view.billed.billedMs <= amount + 90,
      ],
      () => [`memory:128`, ({ memoryMb }) => memoryMb === 128],
      () => [`room`, logHas("room")],
    ])();
  };
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("seed %i", (seed) => {
    const { random, pick } = picker(seed);
    const terms = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const [text, judge] = term(pick, random);
      return random() < 0.3 ? ([`-${text}`, (view: InvocationView) => !judge(view)] as const) : ([text, judge] as const);
    });
    const text = terms.map(([written]) => written).join("  ");
    expect(found(text)).toEqual(judged((view) => terms.every(([, judge]) => judge(view))));
  });
});

describe("lines of logs", () => {
  const lines = (text: string) => {
    const filter = compileLineQuery(text, ROWS, { details: DETAILS });
    return segments(ROWS).flatMap(({ chunk, from, to }) =>
      VIEWS.slice(chunk.firstSeq + from, chunk.firstSeq + to).flatMap((view, place) =>
        filter.matches(chunk, from + place) ? view.logs.filter((line) => filter.matchesLine(chunk, from + place, line)) : [],
      ),
    );
  };
  const all = VIEWS.flatMap(({ logs }) => logs);
  it.each<[string, (text: string, level: string | undefined) => boolean]>([
    ["level:warn", (_, level) => level === "WARN"],
    ["-level:platform", (_, level) => level !== undefined],
    ["level:error,warn log:room", (text, level) => (level === "ERROR" || level === "WARN") && text.includes("room")],
    ['-"timed out"', (text) => !text.includes("timed out")],
  ])("%s", (text, passes) => {
    expect(lines(text)).toEqual(all.filter((line) => passes(line.text, line.level)));
  });
  it("shows all lines of a request that is named by a word", () => {
    const photo = VIEWS.filter(({ functionName }) => functionName === "photo-api").flatMap(({ logs }) => logs);
    expect(lines("photo-api")).toEqual(photo);
  });
});
