/** A workshop's page: between two groups, and while a room reads along. */
import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const HELLO = {
  name: "hello",
  files: { "index.mjs": `const key = "kept-to-ourselves";\nexport const handler = async () => ({ statusCode: 200, body: "Hello" });` },
  triggers: [{ type: "http", method: "GET", path: "/hello" }],
  environment: { API_KEY: "of-group-one" },
};

const nextGroup = (page: Page) => page.getByRole("dialog", { name: "Next group" });
const projectName = (page: Page) => page.evaluate(() => window.coldstart.project.get().name);

async function openNextGroup(page: Page) {
  await page.keyboard.press("Alt+Shift+G");
  await expect(nextGroup(page)).toBeVisible();
  return nextGroup(page);
}

async function allProjects(page: Page) {
  await page.getByRole("button", { name: /^Project / }).click();
  await page.getByRole("menuitem", { name: "All projects" }).click();
  return page.getByRole("dialog", { name: "Projects" });
}

/** As a group leaves it: code of its own, a request, a lesson that is done. */
async function groupWorks(coldstart: ColdstartPage): Promise<void> {
  const { page } = coldstart;
  await coldstart.openProject({ name: "photos", functions: [HELLO], secrets: { key: "kept-to-ourselves" } });
  await page.getByRole("textbox", { name: "Path and query" }).fill("/hello?group=one");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
}

test("two keys, and the next group finds a fresh page; the work before is kept under a clear name", async ({ coldstart }) => {
  const { page } = coldstart;
  await groupWorks(coldstart);
  const dialog = await openNextGroup(page);
  await expect(dialog.getByText(/^What this group made, as “photos, group of .*” under All projects$/)).toBeVisible();
  expect(await violationsOf(page, { within: ".dialog", rules: "all" })).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(await projectName(page)).toBe("hello");
  await expect(page.getByText("This function is not running. Call it and watch what happens.")).toBeVisible();
  expect(await page.evaluate(() => window.coldstart.invocations().length + window.coldstart.containers().length)).toBe(0);
  await expect(page.getByRole("textbox", { name: "Path and query" })).toHaveValue("/hello");

  // Also after a reload, nothing of it comes back by itself.
  await coldstart.reload();
  expect(await projectName(page)).toBe("hello");
  const projects = await allProjects(page);
  await projects.getByRole("button", { name: /^Open “?photos, group of / }).click();
  await expect.poll(() => projectName(page)).toMatch(/^photos, group of /);
  expect(await page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.mjs"])).toContain("Hello");
});

test("what the session saved is deleted for good where that is asked for", async ({ coldstart }) => {
  const { page } = coldstart;
  await groupWorks(coldstart);
  await expect(page.getByRole("contentinfo").getByText("Saved", { exact: true })).toBeVisible();
  const dialog = await openNextGroup(page);
  await dialog.getByRole("checkbox", { name: /^Delete what this session saved, \d projects?, for good: .*photos/ }).check();
  await expect(dialog.getByText(/^What this group made/)).toHaveCount(0);
  await dialog.getByRole("button", { name: "Begin with the next group" }).click();
  await expect(page.getByText("Ready for the next group.")).toBeVisible();
  const projects = await allProjects(page);
  await expect(projects.getByRole("button", { name: /^Open .*hello|^Back to .*hello/ }).first()).toBeVisible();
  await expect(projects.getByText(/photos/)).toHaveCount(0);
});

test("an example is begun anew as it was opened", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("button", { name: /^Project / }).click();
  await page.getByRole("menuitem", { name: "Examples" }).click();
  const gallery = page.getByRole("dialog", { name: "Examples" });
  await gallery.getByRole("button", { name: /open/i }).first().click();
  await expect.poll(() => projectName(page)).not.toBe("hello");
  const name = await projectName(page);
  const before = await page.evaluate(() => JSON.stringify(window.coldstart.project.get().functions.map(({ files }) => files)));
  const [file] = await page.evaluate(() => window.coldstart.project.get().functions.map((each) => each.name));
  expect(file).toBeDefined();
  const editor = page.getByRole("textbox", { name: /\.(ts|mjs|js)$/ }).first();
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("// of group one");
  await coldstart.reload();
  const dialog = await openNextGroup(page);
  await expect(dialog.getByRole("radio", { name: `“${name}”, as it was opened` })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ready for the next group.")).toBeVisible();
  expect(await projectName(page)).toBe(name);
  expect(await page.evaluate(() => JSON.stringify(window.coldstart.project.get().functions.map(({ files }) => files)))).toBe(before);
});

test("a ring follows the presenter's pointer, takes no click, and goes with its key", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.deploy(HELLO);
  await page.keyboard.press("Alt+Shift+P");
  const presenter = page.getByRole("dialog", { name: "Presenter" });
  const ring = presenter.locator(".pres-ring");
  const send = presenter.getByRole("button", { name: "Send", exact: true });
  await send.hover();
  await expect(ring).toHaveCSS("opacity", "0.75");
  const [at, target] = [await ring.boundingBox(), await send.boundingBox()];
  expect(Math.abs((at?.x ?? 0) + (at?.width ?? 0) / 2 - ((target?.x ?? 0) + (target?.width ?? 0) / 2))).toBeLessThan(2);
  await send.click();
  await expect(presenter.getByRole("button", { name: /^Container c-01, idle/ })).toBeVisible();
  await page.keyboard.press("p");
  await expect(ring).toHaveCount(0);
  await expect(presenter.getByRole("button", { name: "Ring around the pointer" })).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("p");
  await expect(ring).toHaveCount(1);
});

test("a presented page covers what is personal, and shows it again afterwards", async ({ coldstart }) => {
  const { page } = coldstart;
  await groupWorks(coldstart);
  await coldstart.openProject({ name: "on stage", functions: [HELLO], secrets: { key: "kept-to-ourselves" } });
  const openProjects = async () => {
    await page.keyboard.press("ControlOrMeta+K");
    await page.getByRole("combobox", { name: "Search actions" }).fill("All projects");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Projects" });
    return dialog.getByRole("button", { name: /^Open .*photos/ }).locator("[data-personal]");
  };
  const other = await openProjects();
  await expect(other).not.toHaveCSS("color", "rgba(0, 0, 0, 0)");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Alt+Shift+P");
  const presenter = page.getByRole("dialog", { name: "Presenter" });
  await presenter.getByRole("button", { name: "Next step" }).click();
  const code = presenter.getByRole("region", { name: "Code of hello" });
  await expect(code).toContainText('const key = "••••••••"');
  await expect(code).not.toContainText("kept-to-ourselves");
  await expect(await openProjects()).toHaveCSS("color", "rgba(0, 0, 0, 0)");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+Shift+P");
  await expect(presenter).toHaveCount(0);
  const value = page.getByRole("textbox", { name: "Value of API_KEY" });
  await expect(value).toHaveCSS("-webkit-text-security", "none");
});
