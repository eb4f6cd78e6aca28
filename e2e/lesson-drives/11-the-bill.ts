/** The bill, by keyboard: what is asked is read off the page, or worked out as a person would. */
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";

const HOUR_MS = 3_600_000;
const GB_SECOND_USD = 0.000_016_666_7;
const MILLION_REQUESTS_USD = 0.2;
const FREE_REQUESTS = 1_000_000;

const newestWarm = ({ page }: LessonKeys) =>
  page.evaluate(() => {
    const warm = window.coldstart.invocations().findLast(({ coldStart }) => !coldStart);
    return { billedMs: warm?.billedMs ?? 0, durationMs: warm?.durationMs ?? 0, gbSeconds: (warm?.billedMbMs ?? 0) / 1_024_000 };
  });

export const drive: LessonDrive = {
  solveAt: "memory",
  steps: {
    cold: async (keys) => {
      await keys.answer(100);
      await keys.send();
    },
    warm: async (keys) => {
      await keys.send();
      const { billedMs, durationMs } = await newestWarm(keys);
      await keys.answer(Number((billedMs - durationMs).toFixed(2)));
    },
    "by-hand": async (keys) => {
      const { gbSeconds } = await newestWarm(keys);
      await keys.answer(Number((gbSeconds * GB_SECOND_USD * 1_000_000 + MILLION_REQUESTS_USD).toFixed(2)));
    },
    memory: async (keys) => {
      await keys.answer(800);
      await keys.send();
      await keys.send();
    },
    idle: async (keys) => {
      await keys.wait(HOUR_MS);
      await keys.activate("button", /^Server to compare with/);
      const price = (await keys.page.getByRole("menuitemradio", { name: /^t3\.micro/ }).textContent()) ?? "";
      await keys.press("Escape");
      const [, usd] = /\$([\d.]+)\/h/.exec(price) ?? [];
      await keys.answer(Number((Number(usd) * 100).toFixed(2)));
    },
    "break-even": async (keys) => {
      await keys.press("Alt+3");
      await keys.activate("tab", "Bill");
      const formula = (await keys.page.locator(".bill-formula").first().textContent()) ?? "";
      const [, rate, unit] = /= ([\d.,]+) an? (second|minute)/.exec(formula) ?? [];
      await keys.answer(Number(rate) / (unit === "minute" ? 60 : 1));
    },
    "free-tier": async (keys) => {
      const requests = 3_000_000;
      await keys.answer(((requests - FREE_REQUESTS) / 1_000_000) * MILLION_REQUESTS_USD);
    },
  },
};
