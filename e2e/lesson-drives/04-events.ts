/** Events, by keyboard: the pipeline is wired trigger by trigger, and set off by the camera's one route. */
import { expect } from "@playwright/test";
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";
import { openFunction, withTrigger } from "./reach-places.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** camera's answer, and whatever comes behind it at once. */
async function takePicture(keys: LessonKeys, runs: number, target = "/camera"): Promise<void> {
  await openFunction(keys, "camera");
  await keys.fill("textbox", "Path and query", target);
  await keys.whileRequestsEnd(runs, () => keys.press("ControlOrMeta+Enter"));
}

export const drive: LessonDrive = {
  solveAt: "thumb",
  steps: {
    http: (keys) => keys.send(),
    upload: async (keys) => {
      await openFunction(keys, "make-thumb");
      await withTrigger(keys, "Upload", "photos");
      await takePicture(keys, 2);
    },
    thumb: (keys) => takePicture(keys, 2),
    announce: (keys) => takePicture(keys, 2),
    queue: async (keys) => {
      await openFunction(keys, "notify");
      await withTrigger(keys, "Queue", "notices");
      await keys.fill("textbox", "Batching window", "5");
      await keys.answer(5);
      await openFunction(keys, "camera");
      // Five pictures, five thumbnails; the mail waits for the window.
      await keys.whileRequestsEnd(10, () => keys.activate("button", "Start load"));
      await keys.wait(6_000);
    },
    table: async (keys) => {
      await openFunction(keys, "count");
      await withTrigger(keys, "Table", "pictures");
      await takePicture(keys, 3);
    },
    cron: async (keys) => {
      await openFunction(keys, "sweep");
      await withTrigger(keys, "Schedule");
      await keys.fill("combobox", "Expression", "rate(1 hour)");
      await keys.press("Enter");
      await expect(keys.page.getByText("Every hour", { exact: false }).first()).toBeVisible();
      await keys.wait(HOUR_MS + MINUTE_MS);
    },
    alarm: async (keys) => {
      await openFunction(keys, "on-call");
      await withTrigger(keys, "Alarm", "thumb-errors");
      await takePicture(keys, 2, "/camera?torn=yes");
      await keys.wait(2 * MINUTE_MS);
    },
    trace: async (keys) => {
      await keys.wait(5 * MINUTE_MS);
      await keys.answer(2);
      await takePicture(keys, 2);
      await keys.wait(6_000);
      await keys.press("Alt+3");
      await keys.activate("tab", "Traces");
    },
  },
};
