import { expect, test } from "vitest";
import { describeSchedule } from "./describe-schedule.ts";
import { parseSchedule } from "./schedule-expression.ts";

test.each([
  ["rate(5 minutes)", "Every 5 minutes"],
  ["rate(1 minute)", "Every minute"],
  ["rate(1 hour)", "Every hour"],
  ["rate(1000 days)", "Every 1,000 days"],
  ["at(2026-12-01T10:00:00)", "Once, on 1 December 2026 at 10:00 (UTC)"],
  ["at(2026-12-01T10:00:30)", "Once, on 1 December 2026 at 10:00:30 (UTC)"],
  ["cron(0 3 * * ? *)", "At 03:00 every day (UTC)"],
  ["cron(0 10 ? * 2#1 *)", "At 10:00 on the first Monday of every month (UTC)"],
  ["cron(0 10 ? * 6L *)", "At 10:00 on the last Friday of every month (UTC)"],
  ["cron(0 18 ? * MON-FRI *)", "At 18:00 from Monday to Friday (UTC)"],
  ["cron(0/5 8-17 ? * MON-FRI *)", "Every 5 minutes from 08:00 to 17:59 from Monday to Friday (UTC)"],
  ["cron(0 12 L * ? *)", "At 12:00 on the last day of every month (UTC)"],
  ["cron(0 12 LW * ? *)", "At 12:00 on the last weekday of every month (UTC)"],
  ["cron(0 12 15W * ? *)", "At 12:00 on the weekday nearest to day 15 of every month (UTC)"],
  ["cron(0 0 1 JAN ? 2027)", "At 00:00 on day 1 of January in 2027 (UTC)"],
  ["cron(30 6,18 1,15 * ? *)", "At 06:30 and 18:30 on days 1 and 15 of every month (UTC)"],
  ["cron(0 9 * JUN-AUG ? 2026-2030)", "At 09:00 every day in June to August in 2026 to 2030 (UTC)"],
  ["*/5 * * * *", "Every 5 minutes"],
  ["* * * * *", "Every minute"],
  ["0 * * * *", "Every hour"],
  ["15 * * * *", "At minute 15 of every hour"],
  ["0 */2 * * *", "Every 2 hours (UTC)"],
  ["30 */2 * * *", "At minute 30 of every 2nd hour (UTC)"],
  ["*/7 * * * *", "At every 7th minute from 0 to 59 of every hour"],
  ["0 0 1 * 1", "At 00:00 on day 1 of every month or on Monday (UTC)"],
  ["0 9 * * 1,3", "At 09:00 on Monday and Wednesday (UTC)"],
  ["0 9 * 6 1", "At 09:00 on Monday in June (UTC)"],
  ["* * * * * *", "Every second"],
  ["*/10 * * * * *", "Every 10 seconds"],
  ["30 0 3 * * *", "At 03:00:30 every day (UTC)"],
])("%s: %s", (expression, words) => {
  const parsed = parseSchedule(expression, "UTC");
  expect(parsed.ok && describeSchedule(parsed.value)).toBe(words);
});

test("the time zone is said where clocks matter", () => {
  const parsed = parseSchedule("0 3 * * *", "Europe/Berlin");
  expect(parsed.ok && describeSchedule(parsed.value)).toBe("At 03:00 every day (Europe/Berlin)");
});
