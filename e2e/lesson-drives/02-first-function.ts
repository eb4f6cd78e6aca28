/** Your first function, by keyboard: numbers are read off what the run measured. */
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";

const sendTo = async (keys: LessonKeys, target: string) => {
  await keys.fill("textbox", "Path and query", target);
  await keys.send();
};

const newestCold = (keys: LessonKeys) =>
  keys.page.evaluate(() => {
    const cold = window.coldstart.invocations().findLast(({ coldStart }) => coldStart);
    return { initMs: cold?.initMs ?? 0, billedMs: cold?.billedMs ?? 0 };
  });

export const drive: LessonDrive = {
  solveAt: "write",
  steps: {
    send: (keys) => keys.send(),
    log: async (keys) => keys.answer(Number((await newestCold(keys)).initMs.toFixed(2))),
    again: (keys) => keys.send(),
    scope: async (keys) => {
      await keys.answer(3);
      for (let sent = 0; sent < 3; sent += 1) await keys.send();
    },
    write: (keys) => sendTo(keys, "/hello?name=Ada"),
    receipt: async (keys) => keys.answer((await newestCold(keys)).billedMs),
    error: async (keys) => {
      await sendTo(keys, "/hello?name=nobody");
      const trace = await keys.page.evaluate(() => window.coldstart.invocations().at(-1)?.error?.trace ?? []);
      const [, line] = /index\.ts:(\d+):/.exec(trace.join("\n")) ?? [];
      await keys.answer(Number(line));
    },
    "after-the-error": async (keys) => {
      await keys.answer(1);
      await sendTo(keys, "/hello?name=Ada");
    },
  },
};
