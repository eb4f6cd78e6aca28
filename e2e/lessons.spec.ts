/** Lessons beside the real thing: opened, ticked by what is done, helped, kept; and in nobody's way. */
import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { expect, test } from "./coldstart-page.ts";

async function openFirst(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lessons" }).click();
  await page
    .getByRole("dialog", { name: "Lessons" })
    .getByRole("button", { name: /^Your first function/ })
    .click();
  await expect(page.getByRole("heading", { name: "Your first function" })).toBeVisible();
}

const dock = (page: Page) => page.locator("[data-pane='Lesson']");
const step = (page: Page, id: string) => dock(page).locator(`[data-step='${id}']`);
const isDone = (page: Page, id: string) => expect(step(page, id)).toHaveAttribute("data-state", "done");
const source = (page: Page) => page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.ts"] ?? "");

test.use({ plainEditor: true });

test("is opened from the list, and ticks by itself with what it saw", async ({ coldstart: { page } }) => {
  await openFirst(page);
  expect(await page.evaluate(() => window.coldstart.project.get().name)).toBe("first-function");
  await expect(dock(page).getByRole("button", { name: "Send one request (under way)" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await isDone(page, "send");
  await expect(step(page, "send")).toContainText("c-01 started cold");
  await expect(page.getByRole("status", { name: "Lesson news" })).toContainText("Step done: Send one request.");
  await expect(dock(page).getByRole("button", { name: "Read its log (under way)" })).toHaveAttribute("aria-expanded", "true");
});

test("names a wrong turn, and sets guess, truth and why side by side", async ({ coldstart: { page } }) => {
  await openFirst(page);
  await page.keyboard.press("ControlOrMeta+Enter");
  await isDone(page, "send");
  const answer = dock(page).getByRole("spinbutton");
  await answer.fill("128");
  await answer.press("Enter");
  await expect(step(page, "log")).toHaveAttribute("data-state", "wrong");
  await expect(step(page, "log")).toContainText("128 is the memory in MB.");
  await answer.fill("99999999");
  await answer.press("Enter");
  await expect(dock(page).getByRole("alert")).toContainText("from 0 to 60000");
  const initMs = await page.evaluate(() => window.coldstart.invocations()[0]?.initMs ?? 0);
  await answer.fill(initMs.toFixed(2));
  await answer.press("Enter");
  await isDone(page, "log");
  await expect(step(page, "log")).toContainText("You said");
  await expect(step(page, "log")).toContainText("It was");
  await expect(step(page, "log")).toContainText("Measured in this browser");
});

test("a reload keeps how far it is", async ({ coldstart }) => {
  const { page } = coldstart;
  await openFirst(page);
  await page.keyboard.press("ControlOrMeta+Enter");
  await isDone(page, "send");
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await coldstart.reload();
  await isDone(page, "send");
  await expect(step(page, "send")).toContainText("c-01 started cold");
  await expect(dock(page).getByText("1 of 8 done")).toBeVisible();
});

test("hints come one at a time; Solve puts the solution in, Reset the beginning", async ({ coldstart: { page } }) => {
  await openFirst(page);
  const start = await source(page);
  await page.keyboard.press("ControlOrMeta+Enter");
  await isDone(page, "send");
  await dock(page).getByRole("button", { name: /^Hint/ }).click();
  await expect(dock(page).locator(".lesson-hint")).toHaveCount(1);
  await dock(page)
    .getByRole("button", { name: /^Next hint/ })
    .click();
  await expect(dock(page).locator(".lesson-hint")).toHaveCount(2);
  await dock(page).getByRole("button", { name: "Solve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Solve" }).click();
  expect(await source(page)).not.toBe(start);
  await isDone(page, "send");
  await dock(page).getByRole("button", { name: "Reset" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => source(page)).toBe(start);
  await expect(dock(page).getByText("0 of 8 done")).toBeVisible();
});

test("the spotlight is around what is meant, and catches no click", async ({ coldstart: { page } }) => {
  await openFirst(page);
  const ring = page.locator(".spot-ring");
  const send = page.getByRole("button", { name: "Send", exact: true });
  await expect(ring).toBeVisible();
  const [around, inside] = [await ring.boundingBox(), await send.boundingBox()];
  expect(around && inside && around.x < inside.x && around.x + around.width > inside.x + inside.width).toBe(true);
  await expect(send).toHaveAccessibleDescription(/Ctrl Enter deploys what changed, then sends/);
  await send.click();
  await expect(ring).toBeHidden();
  await isDone(page, "send");
  await expect(send).not.toHaveAccessibleDescription(/deploys what changed, then sends\./);
});

test("Show me leads to what is in another view", async ({ coldstart: { page } }) => {
  await openFirst(page);
  await page.getByRole("tab", { name: "Map" }).click();
  await expect(dock(page)).toBeVisible();
  await expect(page.locator(".spot-ring")).toBeHidden();
  await dock(page).getByRole("button", { name: "Show me" }).click();
  await expect(page.getByRole("tab", { name: "Build" })).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".spot-ring")).toBeVisible();
});

test("the explorer is behind the dock's other side, and a closed lesson goes on where it was", async ({ coldstart: { page } }) => {
  await openFirst(page);
  await page.keyboard.press("ControlOrMeta+Enter");
  await isDone(page, "send");
  await dock(page).getByRole("radio", { name: "Explorer" }).click();
  await expect(page.getByRole("tree")).toBeVisible();
  await dock(page).getByRole("radio", { name: "Lesson" }).click();
  await dock(page).getByRole("button", { name: "Close the lesson" }).click();
  await expect(dock(page)).toHaveCount(0);
  await expect(page.getByRole("tree")).toBeVisible();
  await page.getByRole("button", { name: "Lessons" }).click();
  const first = page.getByRole("listitem").filter({ hasText: "Your first function" });
  await expect(first).toContainText("Under way");
  await first.getByRole("button").click();
  await isDone(page, "send");
});

test("a term says its sentence to who points at it or comes to it by keyboard; Esc puts it away", async ({ coldstart: { page } }) => {
  await openFirst(page);
  const term = dock(page).getByRole("button", { name: "function", exact: true }).first();
  await term.hover();
  await expect(page.locator(".term-note")).toBeVisible();
  await page.mouse.move(700, 300);
  await expect(page.locator(".term-note")).toBeHidden();
  await term.focus();
  await expect(page.locator(".term-note")).toBeVisible();
  await expect(term).toHaveAccessibleDescription(/function\. /);
  await page.keyboard.press("Escape");
  await expect(page.locator(".term-note")).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test("axe finds nothing on the list of lessons and the dock", async ({ coldstart: { page } }) => {
      await page.getByRole("button", { name: "Lessons" }).click();
      await expect(page.getByRole("dialog", { name: "Lessons" })).toContainText("Not written yet");
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await openFirst(page);
      await page.keyboard.press("ControlOrMeta+Enter");
      await isDone(page, "send");
      await dock(page).getByRole("button", { name: /^Hint/ }).click();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a first visit leads there; it is a pane of its own; axe finds nothing", async ({ coldstart: { page } }) => {
    await page.getByRole("button", { name: /^Take the first lesson/ }).click();
    await expect(page.getByRole("heading", { name: "Your first function" })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await dock(page).getByRole("button", { name: "Show me" }).click();
    await expect(page.locator(".spot-ring")).toBeVisible();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByText("200 OK").first()).toBeVisible();
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Lesson" }).click();
    await isDone(page, "send");
    await dock(page).getByRole("button", { name: "Close the lesson" }).click();
    await expect(page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Code" })).toHaveAttribute(
      "aria-current",
      "page",
    );
  });
});
