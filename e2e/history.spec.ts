/** What was deployed or written can be had back, after a reload too. */
import { violationsOf } from "./axe.ts";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const history = ({ page }: ColdstartPage) => page.getByRole("dialog", { name: "History" });
const filesOf = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.project.get().functions[0]?.files ?? {});

async function write(coldstart: ColdstartPage, text: string): Promise<void> {
  await coldstart.page.getByRole("textbox", { name: /index\.mjs/ }).fill(text);
}

async function openHistory(coldstart: ColdstartPage): Promise<void> {
  const { page } = coldstart;
  await page.getByRole("button", { name: /^Project / }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await expect(history(coldstart)).not.toContainText("Loading.");
}

/** Deploys, and waits until it is kept: a reload would be too early otherwise. */
async function deployAndKeep(coldstart: ColdstartPage, version: number): Promise<void> {
  await coldstart.page.evaluate(() => window.coldstart.deploy());
  await openHistory(coldstart);
  await expect(history(coldstart).getByRole("button", { name: new RegExp(`^Version ${version}`) })).toBeVisible();
  await coldstart.page.keyboard.press("Escape");
}

const ONE = "export const handler = async () => 1;\n";
const TWO = "// Two of them.\nexport const handler = async () => 2;\n";

test.beforeEach(async ({ coldstart }) => {
  await coldstart.openProject({ functions: [{ name: "hello", files: { "index.mjs": ONE, "other.mjs": "export const other = 1;\n" } }] });
});

test("each deploy is a version with its lines; one file is brought back, and that can be taken back too", async ({ coldstart }) => {
  const { page } = coldstart;
  await deployAndKeep(coldstart, 1);
  await write(coldstart, TWO);
  await deployAndKeep(coldstart, 2);
  await coldstart.reload();
  await write(coldstart, "export const handler = async () => 3;\n");

  await openHistory(coldstart);
  await history(coldstart)
    .getByRole("button", { name: /^Version 2/ })
    .click();
  const lines = history(coldstart).getByRole("table", { name: "Lines of index.mjs" });
  await expect(lines.getByRole("row", { name: "added: // Two of them." })).toBeVisible();
  await expect(lines).toContainText("removed: export const handler = async () => 1;");
  await expect(lines).toContainText("added: export const handler = async () => 2;");
  await history(coldstart).getByRole("button", { name: "Next change" }).click();
  await expect(lines.getByRole("rowgroup", { name: "1 line removed, 2 lines added, at line 1" })).toBeFocused();

  await history(coldstart).getByRole("radio", { name: "With what is open" }).click();
  await expect(lines).toContainText("added: export const handler = async () => 3;");
  await history(coldstart).getByRole("button", { name: "Bring back index.mjs" }).click();
  await expect(history(coldstart)).toBeHidden();
  expect((await filesOf(coldstart))["index.mjs"]).toBe(TWO);
  await expect(page.getByText("hello/index.mjs is as it was in version 2.")).toBeVisible();

  await openHistory(coldstart);
  await history(coldstart)
    .getByRole("button", { name: /^Before much was replaced/ })
    .click();
  await history(coldstart).getByRole("button", { name: "Bring this back" }).click();
  await expect.poll(async () => (await filesOf(coldstart))["index.mjs"]).toContain("=> 3");
});

test("a file that was removed is brought back, after a reload", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("treeitem", { name: "other.mjs" }).focus();
  await page.keyboard.press("Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Remove file" }).click();
  expect(Object.keys(await filesOf(coldstart))).toEqual(["index.mjs"]);
  await coldstart.reload();
  await openHistory(coldstart);
  await history(coldstart)
    .getByRole("button", { name: /^Removed other\.mjs/ })
    .click();
  await history(coldstart).getByRole("button", { name: "Bring back other.mjs" }).click();
  await expect.poll(() => filesOf(coldstart)).toEqual({ "index.mjs": ONE, "other.mjs": "export const other = 1;\n" });
});

test("what was typed is kept when a person stops, and the keyboard alone leads to it", async ({ coldstart }) => {
  const { page } = coldstart;
  await deployAndKeep(coldstart, 1);
  await write(coldstart, TWO);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search actions" })).toBeFocused();
  await page.keyboard.type("history versions");
  await page.keyboard.press("Enter");
  // Some seconds after the last key.
  const edited = history(coldstart).getByRole("button", { name: /^Edited index\.mjs/ });
  await expect(edited).toBeVisible({ timeout: 15_000 });
  await expect(edited).toContainText("1 file, +2 −1");
  await history(coldstart)
    .getByRole("button", { name: /^Version 1/ })
    .focus();
  await page.keyboard.press("ArrowUp");
  await expect(edited).toBeFocused();
  await expect(history(coldstart).getByRole("region", { name: "Edited index.mjs" })).toBeVisible();
});

for (const [name, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 390, height: 844 } }],
] as const) {
  test.describe(name, () => {
    test.use(options);
    test("has no violation of WCAG 2.2 A or AA, and nothing is wider than the screen", async ({ coldstart }) => {
      const { page } = coldstart;
      await deployAndKeep(coldstart, 1);
      await write(coldstart, TWO);
      await deployAndKeep(coldstart, 2);
      await openHistory(coldstart);
      await expect(history(coldstart).getByRole("table", { name: "Lines of index.mjs" })).toBeVisible();
      expect(await violationsOf(page, { within: "dialog[open]" })).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    });
  });
}
