import { describe, expect, test, vi } from "vitest";
import { describeSchedule } from "./describe-schedule.ts";
import { nextFirings } from "./next-firings.ts";
import { parseSchedule } from "./schedule-expression.ts";

describe("what is taken", () => {
  test.each([
    "rate(1 minute)",
    "rate(5 minutes)",
    "rate(1 day)",
    " rate( 2 hours ) ",
    "at(2026-12-01T10:00:00)",
    "at(2028-02-29T00:00:00)",
    "cron(0 3 * * ? *)",
    "cron(15 10 ? * 6L 2019-2030)",
    "cron(0 0 LW * ? *)",
    "cron(0/5 8-17 ? * MON-FRI *)",
    "cron(0 9 ? * 2#1 *)",
    "cron(0 9 ? * mon#1 *)",
    "cron(0 0 1W JAN,jul ? 1970-2199/2)",
    "cron(0 0 * * ? 2199)",
    "*/5 * * * *",
    "0 0 1,15 * 5",
    "0 0 * * 7",
    "0 0 ? * SUN",
    "30 */5 * * * *",
    "59 59 23 31 12 *",
  ])("%s", (expression) => {
    expect(parseSchedule(expression, "UTC").ok).toBe(true);
  });
});

describe("what is refused, by its field and its reason", () => {
  test.each([
    ["", /is not a schedule/, /rate\(5 minutes\)/],
    ["every day", /"every day" is not a schedule/, /cron\(0 3/],
    ["* * * *", /is not a schedule/, /\*\/5/],
    ["* * * * * * *", /is not a schedule/, /\*\/5/],
    ["@daily", /is not a schedule/, /\*\/5/],
    ["crown(0 3 * * ? *)", /"crown\(…\)" is not a schedule/, /cron\(/],
    ["CRON(0 3 * * ? *)", /is not a schedule/, /cron\(/],
    ["rate(5)", /is not a number and a unit/, /rate\(5 minutes\)/],
    ["rate(0 minutes)", /The value of the rate is "0"/, /from 1/],
    ["rate(-5 minutes)", /The value of the rate is "-5"/, /from 1/],
    ["rate(1.5 hours)", /The value of the rate is "1.5"/, /from 1/],
    ["rate(5 minute)", /rate\(5 minute\) is singular/, /"rate\(5 minutes\)"/],
    ["rate(1 minutes)", /rate\(1 minutes\) is plural/, /"rate\(1 minute\)"/],
    ["rate(5 seconds)", /The unit of the rate is "seconds"/, /minutes, hours or days/],
    ["rate(999999999 days)", /more than a hundred years/, /shorter/],
    ["at(2026-12-01)", /is not a date and a time/, /at\(2026/],
    ["at(2026-02-30T10:00:00)", /is not a date and a time/, /at\(2026/],
    ["at(2026-12-01T10:00:00Z)", /is not a date and a time/, /at\(2026/],
    ["at(2026-12-01T24:00:00)", /is not a date and a time/, /at\(2026/],
    ["cron()", /has 0 fields instead of 6/, /cron\(0 3/],
    ["cron(0 3 * * *)", /has 5 fields instead of 6/, /Add the year.*or write five fields without cron/],
    ["cron(0 0 3 * * ? *)", /has 7 fields instead of 6/, /cron\(0 3/],
    ["cron(60 3 * * ? *)", /The minute is "60": "60" is not 0 to 59/, /as in "cron\(0 3/],
    ["cron(0 24 * * ? *)", /The hour is "24": "24" is not 0 to 23/, /cron/],
    ["cron(0 3 0 * ? *)", /The day of month is "0": "0" is not 1 to 31/, /cron/],
    ["cron(0 3 * 13 ? *)", /The month is "13": "13" is not 1 to 12 or JAN to DEC/, /cron/],
    ["cron(0 3 ? * 0 *)", /The day of week is "0": "0" is not 1 to 7 or SUN to SAT/, /cron/],
    ["cron(0 3 ? * 8 *)", /The day of week is "8"/, /cron/],
    ["cron(0 3 * * ? 2200)", /The year is "2200": "2200" is not 1970 to 2199/, /cron/],
    ["cron(0 3 * * * *)", /day of month is "\*" and the day of week is "\*"/, /Write \? for the other/],
    ["cron(0 3 1 * MON *)", /AWS takes one of the two/, /Write \? for the other/],
    ["cron(0 3 ? * ? *)", /Both the day of month and the day of week are "\?"/, /cron/],
    ["cron(? 3 * * ? *)", /The minute is "\?": "\?" stands only for a day/, /cron/],
    ["cron(0 3 ? * 2#6 *)", /"6" after # is not 1 to 5/, /cron/],
    ["cron(0 3 ? * 2#1,3#2 *)", /# stands alone/, /cron/],
    ["cron(0 3 ? * 5W *)", /The day of week is "5W"/, /cron/],
    ["cron(0 3 32W * ? *)", /"32" is not 1 to 31/, /cron/],
    ["cron(0 3 L-3 * ? *)", /The day of month is "L-3"/, /cron/],
    ["cron(0 L * * ? *)", /The hour is "L"/, /cron/],
    ["60 * * * *", /The minute is "60"/, /as in "0 3 \* \* \*"/],
    ["* * * * 8", /The day of week is "8": "8" is not 0 to 7/, /as in/],
    ["60 * * * * *", /The second is "60"/, /as in/],
    ["1,,2 * * * *", /a value is missing beside a comma/, /as in/],
    ["5-1 * * * *", /the range "5-1" goes backwards/, /as in/],
    ["1-2-3 * * * *", /is not one range/, /as in/],
    ["*/0 * * * *", /the step "0" is not 1 to 60/, /as in/],
    ["*/5/5 * * * *", /more than one step/, /as in/],
    ["*/-1 * * * *", /the step "-1"/, /as in/],
    ["1e1 * * * *", /"1e1" is not 0 to 59/, /as in/],
    ["MONDAY * * * *", /The minute is "MONDAY"/, /as in/],
    ["0 0 * * MONTUE", /The day of week is "MONTUE"/, /as in/],
    [`${"9".repeat(5000)} * * * *`, /The minute is/, /as in/],
  ])("%s", (expression, message, remedy) => {
    expect(parseSchedule(expression, "UTC")).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    const parsed = parseSchedule(expression, "UTC");
    expect(!parsed.ok && parsed.message.length).toBeLessThan(200);
  });

  test.each(["Mars/Base", "", "+01:00", "Europe/Berlin ", "1", "UTC\u0000"])("the time zone %j", (timeZone) => {
    expect(parseSchedule("rate(1 day)", timeZone)).toMatchObject({ ok: false, code: "schedule-time-zone" });
  });

  test("an example of a remedy can be used", () => {
    const parsed = parseSchedule("no", "UTC");
    const examples = parsed.ok ? [] : [...parsed.remedy.matchAll(/"([^"]+)"/g)].map(([, example]) => example ?? "");
    expect(examples).toHaveLength(4);
    for (const example of examples) expect(parseSchedule(example, "UTC").ok).toBe(true);
  });
});

/** The first firings later than `from`, as far as the minute. */
function firings(expression: string, from: string, count: number, timeZone = "UTC"): readonly string[] {
  const parsed = parseSchedule(expression, timeZone);
  if (!parsed.ok) throw new Error(parsed.message);
  expect(describeSchedule(parsed.value)).not.toContain("undefined");
  return nextFirings(parsed.value, Date.parse(from), count).map((ms) => new Date(ms).toISOString().replace(/(:00)?\.000Z$/, ""));
}

describe("when it fires", () => {
  test.each([
    ["a rate, from when it was set up", "rate(5 minutes)", "2026-01-01T00:01:00Z", ["2026-01-01T00:06", "2026-01-01T00:11"]],
    ["every day", "cron(0 3 * * ? *)", "2026-01-01T03:00:00Z", ["2026-01-02T03:00", "2026-01-03T03:00"]],
    ["1 is Sunday for AWS", "cron(0 0 ? * 1 *)", "2026-01-01T00:00:00Z", ["2026-01-04T00:00", "2026-01-11T00:00"]],
    ["SUN too", "cron(0 0 ? * SUN *)", "2026-01-01T00:00:00Z", ["2026-01-04T00:00", "2026-01-11T00:00"]],
    ["7 is Saturday for AWS", "cron(0 0 ? * 7 *)", "2026-01-01T00:00:00Z", ["2026-01-03T00:00"]],
    ["L is Saturday as a day of the week", "cron(0 0 ? * L *)", "2026-01-01T00:00:00Z", ["2026-01-03T00:00", "2026-01-10T00:00"]],
    ["1 is Monday for plain cron", "0 0 * * 1", "2026-01-01T00:00:00Z", ["2026-01-05T00:00"]],
    ["0 and 7 are Sunday for plain cron", "0 0 * * 0,7", "2026-01-01T00:00:00Z", ["2026-01-04T00:00", "2026-01-11T00:00"]],
    ["a range to the second Sunday", "0 0 * * 6-7", "2026-01-01T00:00:00Z", ["2026-01-03T00:00", "2026-01-04T00:00", "2026-01-10T00:00"]],
    ["working days", "cron(0 18 ? * MON-FRI *)", "2026-01-02T18:00:00Z", ["2026-01-05T18:00", "2026-01-06T18:00"]],
    [
      "from the first minute on",
      "cron(1/20 * * * ? *)",
      "2026-01-01T00:00:00Z",
      ["2026-01-01T00:01", "2026-01-01T00:21", "2026-01-01T00:41", "2026-01-01T01:01"],
    ],
    ["L: the last day", "cron(0 12 L * ? *)", "2028-01-31T12:00:00Z", ["2028-02-29T12:00", "2028-03-31T12:00", "2028-04-30T12:00"]],
    ["W: a Saturday the 15th moves to Friday", "cron(0 12 15W * ? *)", "2026-08-01T00:00:00Z", ["2026-08-14T12:00", "2026-09-15T12:00"]],
    ["W: never into the month before", "cron(0 12 1W * ? *)", "2026-07-31T00:00:00Z", ["2026-08-03T12:00", "2026-09-01T12:00"]],
    ["LW: the last weekday", "cron(0 12 LW * ? *)", "2026-01-01T00:00:00Z", ["2026-01-30T12:00", "2026-02-27T12:00"]],
    ["#: the first Monday", "cron(0 10 ? * 2#1 *)", "2026-01-01T00:00:00Z", ["2026-01-05T10:00", "2026-02-02T10:00", "2026-03-02T10:00"]],
    ["#: the fifth Friday, where there is one", "cron(0 10 ? * FRI#5 *)", "2026-01-01T00:00:00Z", ["2026-01-30T10:00", "2026-05-29T10:00"]],
    ["6L: the last Friday", "cron(15 10 ? * 6L *)", "2026-01-01T00:00:00Z", ["2026-01-30T10:15", "2026-02-27T10:15"]],
    ["leap day", "cron(0 0 29 2 ? *)", "2026-01-01T00:00:00Z", ["2028-02-29T00:00", "2032-02-29T00:00"]],
    ["the end of the year", "0 0 1 1 *", "2026-12-31T23:59:59Z", ["2027-01-01T00:00", "2028-01-01T00:00"]],
    ["years", "cron(0 0 1 1 ? 2027-2031/2)", "2026-12-31T00:00:00Z", ["2027-01-01T00:00", "2029-01-01T00:00", "2031-01-01T00:00"]],
    ["a year that is over", "cron(0 0 1 1 ? 2020)", "2026-01-01T00:00:00Z", []],
    ["a day that never comes", "0 0 31 2 *", "2026-01-01T00:00:00Z", []],
    [
      "day of month or of week, when plain cron has both",
      "0 0 13 * 5",
      "2026-01-01T00:00:00Z",
      ["2026-01-02T00:00", "2026-01-09T00:00", "2026-01-13T00:00", "2026-01-16T00:00"],
    ],
    ["seconds first", "*/30 * * * * *", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:30", "2026-01-01T00:01"]],
    ["once", "at(2026-12-01T10:00:00)", "2026-01-01T00:00:00Z", ["2026-12-01T10:00"]],
    ["once, and it is over", "at(2026-12-01T10:00:00)", "2026-12-01T10:00:00Z", []],
  ] as const)("%s: %s", (_, expression, from, expected) => {
    expect(firings(expression, from, Math.max(1, expected.length))).toEqual(expected);
  });

  test("later than the moment asked about, by less than a second too", () => {
    expect(firings("* * * * * *", "2026-01-01T00:00:00.999Z", 1)).toEqual(["2026-01-01T00:00:01"]);
    expect(firings("* * * * * *", "2026-01-01T00:00:01.000Z", 1)).toEqual(["2026-01-01T00:00:02"]);
  });
});

describe("when clocks change", () => {
  const BERLIN_FORWARD = "2026-03-28T12:00:00Z"; // The 29th has no 02:00 to 03:00.
  const BERLIN_BACK = "2026-10-24T12:00:00Z"; // The 25th has it twice.
  test.each([
    ["AWS skips a time that is not there", "cron(30 2 * * ? *)", "Europe/Berlin", BERLIN_FORWARD, ["2026-03-30T00:30"]],
    ["plain cron fires after the gap", "30 2 * * *", "Europe/Berlin", BERLIN_FORWARD, ["2026-03-29T01:00", "2026-03-30T00:30"]],
    [
      "AWS fires once where a time is there twice",
      "cron(30 2 * * ? *)",
      "Europe/Berlin",
      BERLIN_BACK,
      ["2026-10-25T00:30", "2026-10-26T01:30"],
    ],
    ["so does plain cron", "30 2 * * *", "Europe/Berlin", BERLIN_BACK, ["2026-10-25T00:30", "2026-10-26T01:30"]],
    [
      "the hour before and after keep their clock time",
      "cron(0 9 * * ? *)",
      "Europe/Berlin",
      "2026-03-28T07:00:00Z",
      ["2026-03-28T08:00", "2026-03-29T07:00"],
    ],
    [
      "hourly for AWS: each clock hour once",
      "cron(0 * * * ? *)",
      "Europe/Berlin",
      "2026-10-24T23:30:00Z",
      ["2026-10-25T00:00", "2026-10-25T02:00", "2026-10-25T03:00"],
    ],
    [
      "hourly for plain cron: goes on",
      "0 * * * *",
      "Europe/Berlin",
      "2026-10-24T23:30:00Z",
      ["2026-10-25T00:00", "2026-10-25T01:00", "2026-10-25T02:00"],
    ],
    ["New York, forward", "cron(30 2 * * ? *)", "America/New_York", "2026-03-07T12:00:00Z", ["2026-03-09T06:30"]],
    ["New York, back", "cron(30 1 * * ? *)", "America/New_York", "2026-10-31T12:00:00Z", ["2026-11-01T05:30", "2026-11-02T06:30"]],
    [
      "Lord Howe, back by half an hour",
      "cron(45 1 * * ? *)",
      "Australia/Lord_Howe",
      "2026-04-03T20:00:00Z",
      ["2026-04-04T14:45", "2026-04-05T15:15"],
    ],
    ["a rate does not know of clocks", "rate(1 day)", "Europe/Berlin", BERLIN_FORWARD, ["2026-03-29T12:00", "2026-03-30T12:00"]],
    ["once, in a zone", "at(2026-12-01T10:00:00)", "America/New_York", BERLIN_BACK, ["2026-12-01T15:00"]],
  ])("%s: %s in %s", (_, expression, timeZone, from, expected) => {
    expect(firings(expression, from, expected.length, timeZone)).toEqual(expected);
  });
});

test("a rate keeps its beat however late it is asked", () => {
  const parsed = parseSchedule("rate(5 minutes)", "UTC");
  if (!parsed.ok) throw new Error(parsed.message);
  expect(nextFirings(parsed.value, 1_000_000, 2, 100_000)).toEqual([1_300_000, 1_600_000]);
  expect(nextFirings(parsed.value, 1_300_000, 1, 100_000)).toEqual([1_600_000]);
  expect(nextFirings(parsed.value, 0, 1, 100_000)).toEqual([400_000]);
});

test.each(["cron(0 3 ? * 2#1 *)", "*/5 * * * *", "at(2026-12-01T10:00:00)", "rate(1 day)"])(
  "the present time has no part in it: %s",
  (expression) => {
    const inYear = (year: number) => {
      vi.setSystemTime(Date.UTC(year, 0));
      const parsed = parseSchedule(expression, "Europe/Berlin");
      return parsed.ok && nextFirings(parsed.value, Date.UTC(2026, 6, 1), 3);
    };
    vi.useFakeTimers();
    try {
      expect(inYear(1999)).not.toEqual([]);
      expect(inYear(1999)).toEqual(inYear(2100));
    } finally {
      vi.useRealTimers();
    }
  },
);
