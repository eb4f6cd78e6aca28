/** Stateless, almost, by keyboard. */
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";

/** Longer than the mail takes, by the container's own timer, which no clock of the page moves. */
const PAUSE_MS = 1_200;

const sendTo = async (keys: LessonKeys, target: string) => {
  await keys.fill("textbox", "Path and query", target);
  await keys.send();
};

const fourAtOnce = (keys: LessonKeys) => keys.whileRequestsEnd(4, () => keys.activate("button", "Start load"));

const evictIdle = (keys: LessonKeys) => keys.activate("button", "Evict idle");

async function pause({ page }: LessonKeys): Promise<void> {
  const fromMs = await page.evaluate(() => window.coldstart.clock.nowMs());
  await page.waitForFunction((untilMs) => window.coldstart.clock.nowMs() >= untilMs, fromMs + PAUSE_MS);
}

export const drive: LessonDrive = {
  solveAt: "table",
  steps: {
    count: async (keys) => {
      await keys.send();
      await keys.send();
    },
    disagree: async (keys) => {
      await keys.answer(0);
      await fourAtOnce(keys);
    },
    crash: async (keys) => {
      await keys.answer(2);
      await sendTo(keys, "/visits?crash=yes");
      await sendTo(keys, "/visits");
    },
    frozen: async (keys) => {
      await keys.answer(1);
      await keys.activate("tab", /^order\/index\.ts/);
      await keys.send();
      await pause(keys);
      await keys.send();
    },
    evict: async (keys) => {
      await keys.answer(5);
      await evictIdle(keys);
      await keys.activate("tab", /^visits\/index\.ts/);
      await keys.send();
    },
    table: (keys) => keys.send(),
    agree: async (keys) => {
      await keys.answer(3);
      await fourAtOnce(keys);
    },
    outlive: async (keys) => {
      await evictIdle(keys);
      await keys.send();
    },
  },
};
