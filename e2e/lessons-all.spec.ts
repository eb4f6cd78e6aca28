/**
 * Every lesson that is built, done in a real browser by keyboard alone (lesson-drives/): its start ticks nothing by
 * itself and does not get past the step that needs other code; with its solution each step is done in its turn. axe finds
 * nothing on it, light and dark.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { expect, test } from "./coldstart-page.ts";
import type { LessonDrive } from "./lesson-drives/lesson-drive.ts";
import { LessonKeys } from "./lesson-keys.ts";

const FOLDER = fileURLToPath(new URL("../src/lessons/", import.meta.url));
const DRIVES = fileURLToPath(new URL("./lesson-drives/", import.meta.url));
const LESSONS = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

declare global {
  interface Window {
    /** Presses of a mouse or a finger. */
    pointerPresses?: number;
  }
}

test.use({ plainEditor: true });

for (const { name: id } of LESSONS) {
  test.describe(`lesson ${id}`, () => {
    test("its start ticks nothing by itself, and is not enough", async ({ coldstart: { page } }) => {
      // A whole lesson, key by key.
      test.setTimeout(400_000);
      const { drive, keys, stepIds } = await begin(page, id);
      await keys.press("ControlOrMeta+s");
      await untilAsked(page);
      expect(await doneSteps(page)).toEqual([]);
      if (drive.solveAt === undefined) return;
      for (const step of stepIds.slice(0, stepIds.indexOf(drive.solveAt))) await doStep(drive, keys, step);
      // What it waits for may never come: that is what is looked for.
      await Promise.race([drive.steps[drive.solveAt]?.(keys).catch(() => {}), page.waitForTimeout(8_000)]);
      await untilAsked(page);
      expect(await doneSteps(page)).not.toContain(drive.solveAt);
    });

    test("its solution is enough, by keyboard alone; axe finds nothing", async ({ coldstart: { page } }) => {
      // A whole lesson, key by key.
      test.setTimeout(400_000);
      const { drive, keys, stepIds } = await begin(page, id);
      expect(await violations(page)).toEqual([]);
      for (const step of stepIds) {
        if (step === drive.solveAt) await solve(keys);
        await doStep(drive, keys, step);
      }
      await expect(keys.dock().getByRole("heading", { name: /^Lesson \d+ is done\.$/ })).toBeVisible();
      expect(await page.evaluate(() => window.pointerPresses)).toBe(0);
      expect(await violations(page)).toEqual([]);
    });
  });
}

async function begin(page: Page, id: string) {
  const file = `${DRIVES}${id}.ts`;
  expect(existsSync(file), `e2e/lesson-drives/${id}.ts, which does the lesson by keyboard, is there`).toBe(true);
  const { drive } = (await import(file)) as { readonly drive: LessonDrive };
  await page.evaluate(() => {
    window.pointerPresses = 0;
    const count = (event: Event) => {
      if (event.isTrusted) window.pointerPresses = (window.pointerPresses ?? 0) + 1;
    };
    for (const type of ["pointerdown", "mousedown", "touchstart"]) addEventListener(type, count, { capture: true });
  });
  const keys = new LessonKeys(page);
  await keys.activate("button", "Lessons");
  await keys.activate("button", new RegExp(`^${escaped(titleOf(id))}`), { within: page.getByRole("dialog", { name: "Lessons" }) });
  // A window that is open has the keys to itself.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(keys.dock().locator(".lesson-step").first()).toBeVisible();
  const stepIds = await keys
    .dock()
    .locator(".lesson-step")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.step ?? ""));
  expect(Object.keys(drive.steps).sort(), "a drive for each step").toEqual([...stepIds].sort());
  return { drive, keys, stepIds };
}

async function doStep(drive: LessonDrive, keys: LessonKeys, step: string): Promise<void> {
  await test.step(step, async () => {
    const row = keys.dock().locator(`.lesson-step[data-step="${step}"]`);
    await expect(row, `${step} is not done before it is done`).not.toHaveAttribute("data-state", "done");
    await drive.steps[step]?.(keys);
    await expect(row, `${step} is done`).toHaveAttribute("data-state", "done");
  });
}

async function solve(keys: LessonKeys): Promise<void> {
  await keys.activate("button", "Solve", { within: keys.dock() });
  await keys.activate("button", "Solve", { within: keys.page.getByRole("dialog", { name: "Put the solution in?" }) });
  await expect(keys.page.getByRole("dialog")).toBeHidden();
}

function doneSteps(page: Page): Promise<string[]> {
  return page.locator(".lesson-step[data-state='done']").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.step ?? ""));
}

/** Nothing runs any more, and since then a check was asked several times: the page asks ten times a second. */
async function untilAsked(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.coldstart.containers().some(({ phase }) => phase === "running"))).toBe(false);
  const from = await page.evaluate(() => performance.now());
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(from + 1_500);
}

async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    // With nothing in motion: a colour on its way to the other theme is neither one.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const broken = await violationsOf(page, { rules: colorScheme === "light" ? "wcag" : "colours" });
    found.push(...broken.map((each) => `${colorScheme}: ${each}`));
  }
  return found;
}

function titleOf(id: string): string {
  const [, title = ""] = /^title: *"?(.*?)"?$/m.exec(readFileSync(`${FOLDER}${id}/lesson.md`, "utf8")) ?? [];
  return title;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
