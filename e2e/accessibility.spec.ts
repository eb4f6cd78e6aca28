/** axe finds no violation of WCAG 2.2 A or AA, in both themes and on a phone; and the main job needs no mouse. */
import { violationsOf } from "./axe.ts";
import { expect, test } from "./coldstart-page.ts";

const OBSERVE_VIEWS = ["Latency", "Bill", "Requests", "Logs", "Traces", "Why", "Replay"] as const;

for (const theme of ["light", "dark"] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test("build, map and every view of Observe have no violation of WCAG 2.2 A or AA", async ({ coldstart }) => {
      // Axe looks at eleven screens.
      test.slow();
      const { page } = coldstart;
      const found = () => violationsOf(page, { rules: theme === "light" ? "wcag" : "colours" });
      expect(await found()).toEqual([]);
      await page.getByRole("button", { name: "Send" }).click();
      await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
      await page.getByRole("button", { name: /^Container c-01/ }).click();
      expect(await found()).toEqual([]);
      await page.getByRole("tab", { name: "Map" }).click();
      await expect(page.getByRole("button", { name: /^HTTP trigger: GET \/hello to hello, 1 passed/ })).toBeVisible();
      expect(await found()).toEqual([]);
      await page.getByRole("tab", { name: "Observe" }).click();
      await expect(page.getByRole("region", { name: "Latency" }).first()).toBeVisible();
      expect(await found()).toEqual([]);
      for (const view of OBSERVE_VIEWS) {
        await page.getByRole("tab", { name: view, exact: true }).click();
        await expect(page.getByRole("tabpanel", { name: view })).not.toContainText("Loading.");
        expect(await found(), view).toEqual([]);
      }
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the main job works, nothing is wider than the screen, no violation of WCAG 2.2 A or AA", async ({ coldstart }) => {
    test.slow();
    const { page } = coldstart;
    const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    for (const pane of ["Code", "Trigger", "Fleet", "Map", "Observe"]) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane }).click();
      expect(await isTooWide()).toBe(false);
      expect(await violationsOf(page)).toEqual([]);
    }
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Trigger" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("200 OK").first()).toBeVisible();
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Observe" }).click();
    for (const view of OBSERVE_VIEWS) {
      await page.getByRole("tab", { name: view, exact: true }).click();
      await expect(page.getByRole("tabpanel", { name: view })).not.toContainText("Loading.");
      expect(await isTooWide(), view).toBe(false);
      expect(await violationsOf(page), view).toEqual([]);
    }
  });
});

test("the main job needs no mouse", async ({ coldstart }) => {
  const { page } = coldstart;
  // The page's keys come with what is seen of it.
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await expect(page.getByRole("button", { name: /^Container c-01, idle, .* served 2$/ })).toBeVisible();
  await page.keyboard.press("Alt+2");
  await page.getByRole("button", { name: /^HTTP trigger: GET \/hello to hello/ }).press("Enter");
  await expect(page.getByRole("radio", { name: "HTTP" })).toBeFocused();
  await page.keyboard.press("Alt+3");
  await expect(page.getByRole("region", { name: "Latency" }).first()).toBeVisible();
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});
