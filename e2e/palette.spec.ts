/** Every action by its name, by keyboard alone. */
import { violationsOf } from "./axe.ts";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const palette = ({ page }: ColdstartPage) => page.getByRole("dialog", { name: "Commands" });
const field = (coldstart: ColdstartPage) => palette(coldstart).getByRole("combobox", { name: "Search actions" });
const options = (coldstart: ColdstartPage) => palette(coldstart).getByRole("option");

async function command(coldstart: ColdstartPage, typed: string): Promise<void> {
  await coldstart.page.keyboard.press("ControlOrMeta+k");
  await expect(field(coldstart)).toBeFocused();
  await coldstart.page.keyboard.type(typed);
  await coldstart.page.keyboard.press("Enter");
}

test.beforeEach(async ({ coldstart }) => {
  const files = { "index.mjs": "export const handler = async () => 1;", "lib/other.mjs": "export const other = 1;" };
  await coldstart.openProject({
    functions: [{ name: "hello", files, triggers: [{ type: "http", method: "GET", path: "/hello" }] }],
    queues: [{ name: "jobs" }],
  });
});

test("type, Enter: it is done", async ({ coldstart }) => {
  const { page } = coldstart;
  await command(coldstart, "send without");
  await expect(page.getByText("200 OK").first()).toBeVisible();
  await expect(palette(coldstart)).toBeHidden();
  await command(coldstart, "dark theme");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await command(coldstart, "obs bill");
  await expect(page.getByRole("tab", { name: "Bill", exact: true })).toHaveAttribute("aria-selected", "true");
  await command(coldstart, "other.mjs");
  await expect(page.getByRole("textbox", { name: "hello/lib/other.mjs" })).toBeVisible();
  await command(coldstart, "message jobs");
  await expect(page.getByRole("heading", { name: "jobs" }).first()).toBeVisible();
  await command(coldstart, "ps");
  await expect(page.getByRole("dialog", { name: "Platform settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("arrow keys choose, what was done last comes first, Esc leaves the focus where it was", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("button", { name: "Send" }).focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(options(coldstart).first()).toHaveAttribute("aria-selected", "true");
  const first = await options(coldstart).first().textContent();
  await page.keyboard.press("ArrowDown");
  await expect(options(coldstart).nth(1)).toHaveAttribute("aria-selected", "true");
  const id = await options(coldstart).nth(1).getAttribute("id");
  await expect(field(coldstart)).toHaveAttribute("aria-activedescendant", id ?? "");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options(coldstart).last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(palette(coldstart)).toBeHidden();
  await expect(page.getByRole("button", { name: "Send" })).toBeFocused();
  expect(first).toContain("Deploy what changed, then send");
  await command(coldstart, "glossary");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(coldstart).getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText(["Glossary"]);
});

test("what cannot be done now says why, and nothing happens", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("deploy what changed");
  const deploy = options(coldstart).filter({ hasText: "Everything runs as it is written." });
  await expect(deploy).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.type(" xyz");
  await expect(palette(coldstart)).toContainText("No action has these words.");
  await page.keyboard.press("Enter");
  await expect(palette(coldstart)).toBeVisible();
});

test("asks for a value where it needs one, and says what is wrong with it", async ({ coldstart }) => {
  const { page } = coldstart;
  const before = await page.evaluate(() => window.coldstart.clock.nowMs());
  await command(coldstart, "advance");
  await expect(palette(coldstart).getByRole("combobox", { name: "Advance the clock by" })).toBeFocused();
  await page.keyboard.type("soon");
  await page.keyboard.press("Enter");
  await expect(palette(coldstart).getByRole("alert")).toContainText("no length of time");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2 h");
  await page.keyboard.press("Enter");
  await expect(palette(coldstart)).toBeHidden();
  await expect.poll(() => page.evaluate(() => window.coldstart.clock.nowMs())).toBeGreaterThan(before + 7_200_000 - 1);
  await command(coldstart, "rename project");
  await page.keyboard.type("renamed");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => window.coldstart.project.get().name)).toBe("renamed");
});

test("Alt E evicts the container in focus; Alt Shift Enter starts a load and stops it", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.invoke("hello");
  await page.getByRole("button", { name: /^Container c-01, idle/ }).focus();
  await page.keyboard.press("Alt+e");
  await expect.poll(() => page.evaluate(() => window.coldstart.containers().filter(({ phase }) => phase === "idle").length)).toBe(0);
  await page.keyboard.press("Alt+Shift+Enter");
  await expect(page.getByRole("button", { name: "Stop load" })).toBeVisible();
  await page.keyboard.press("Alt+Shift+Enter");
  await expect(page.getByRole("button", { name: "Start load" })).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test("has no violation of WCAG 2.2 A or AA, open, searched and asking", async ({ coldstart }) => {
      const { page } = coldstart;
      await page.keyboard.press("ControlOrMeta+k");
      await expect(options(coldstart).first()).toBeVisible();
      expect(await violationsOf(page, { within: "dialog.palette" })).toEqual([]);
      await page.keyboard.type("deploy");
      expect(await violationsOf(page, { within: "dialog.palette" })).toEqual([]);
      await page.keyboard.press("Escape");
      await command(coldstart, "advance");
      await page.keyboard.type("soon");
      await page.keyboard.press("Enter");
      expect(await violationsOf(page, { within: "dialog.palette" })).toEqual([]);
    });
  });
}
