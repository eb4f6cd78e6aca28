/** Scaling, by keyboard: bursts against one function, a limit and a queue before another. */
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";
import { inExplorer, openFunction, openService, withTrigger } from "./reach-places.ts";

const BURST = 20;
const IDLE_MS = 301_000;

const startLoad = (keys: LessonKeys, requests: number) => keys.whileRequestsEnd(requests, () => keys.activate("button", "Start load"));

export const drive: LessonDrive = {
  steps: {
    burst: async (keys) => {
      await keys.answer(1);
      await startLoad(keys, BURST);
    },
    again: (keys) => startLoad(keys, BURST),
    rate: async (keys) => {
      await keys.answer(20);
      await keys.fill("textbox", "Requests", "60");
      await keys.activate("radio", "Rate");
      await keys.fill("textbox", "Requests a second", "20");
      await startLoad(keys, 60);
    },
    reserve: async (keys) => {
      await openFunction(keys, "ship");
      await inExplorer(keys, async () => {
        await keys.activate("button", "Reserve");
        await keys.fill("textbox", "Reserved concurrency", "2");
      });
      await keys.press("ControlOrMeta+s");
    },
    throttle: async (keys) => {
      await keys.answer(0);
      await keys.fill("textbox", "Requests", String(BURST));
      await keys.activate("radio", "At once");
      await startLoad(keys, BURST);
    },
    queue: async (keys) => {
      await withTrigger(keys, "Queue", "orders");
      await keys.fill("textbox", "Batch size", "1");
      await keys.activate("checkbox", "Limit how many batches run at once");
    },
    absorb: async (keys) => {
      await keys.answer(2_000);
      await openService(keys, "Queue orders");
      await keys.fill("textbox", "How many", String(BURST));
      await keys.whileRequestsEnd(BURST, () => keys.activate("button", /^Send \d+ messages$/));
    },
    zero: (keys) => keys.wait(IDLE_MS),
  },
};
