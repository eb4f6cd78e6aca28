/** When things fail, by keyboard: the same event and the same five messages, before and after what makes failing harmless. */
import { expect } from "@playwright/test";
import type { LessonKeys } from "../lesson-keys.ts";
import type { LessonDrive } from "./lesson-drive.ts";
import { inExplorer, openFunction, openService } from "./reach-places.ts";

const MINUTE_MS = 60_000;
const FIVE = 5;

/** All its tries, the last three minutes after the first. */
async function sendAsynchronously(keys: LessonKeys): Promise<void> {
  await openFunction(keys, "pay");
  await keys.activate("button", "Send asynchronously");
  await keys.wait(4 * MINUTE_MS);
}

/** Until what fails has been received three times. */
async function sendFive(keys: LessonKeys): Promise<void> {
  await openService(keys, "Queue payments");
  await keys.fill("textbox", "How many", String(FIVE));
  await keys.activate("button", `Send ${FIVE} messages`);
  await expect(keys.page.getByText(`Sent ${FIVE} messages.`)).toBeVisible();
  await keys.wait(3 * MINUTE_MS);
}

export const drive: LessonDrive = {
  solveAt: "once",
  steps: {
    timeout: async (keys) => {
      await keys.answer(5_000);
      await keys.send();
    },
    charged: (keys) => openService(keys, "Table ledger"),
    retries: async (keys) => {
      await keys.answer(1);
      await sendAsynchronously(keys);
    },
    once: async (keys) => {
      await keys.press("ControlOrMeta+s");
      await sendAsynchronously(keys);
    },
    keep: async (keys) => {
      await openFunction(keys, "pay");
      await keys.menu("More ways to send", "Retries and destinations");
      const dialog = keys.page.getByRole("dialog");
      await keys.choose("Dead-letter queue", "pay-failed", { within: dialog });
      await keys.press("Escape");
      await expect(dialog).toBeHidden();
      await sendAsynchronously(keys);
    },
    poison: async (keys) => {
      await keys.answer(1);
      await sendFive(keys);
    },
    partial: (keys) => sendFive(keys),
    redrive: async (keys) => {
      await openFunction(keys, "collect");
      await inExplorer(keys, async () => {
        await keys.fill("textbox", "Value of REFUSED", "none");
        await keys.press("Enter");
      });
      await keys.press("ControlOrMeta+s");
      await openService(keys, "Queue payments-failed");
      await keys.activate("button", "Redrive");
      await keys.wait(MINUTE_MS);
    },
  },
};
