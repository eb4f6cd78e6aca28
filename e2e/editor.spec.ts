/** The editor: what it knows of the code, and that nothing is lost when it arrives, or when it does not. */
import type { Page } from "@playwright/test";
import { expect, test } from "./coldstart-page.ts";

const INDEX = `import { createHash } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import data from "./data.json";
import { legacy } from "./legacy.js";
import { twice } from "./lib/twice";

export const handler = async (event: APIGatewayProxyEventV2) => {
  const hash = createHash("sha256").update(event.rawPath).digest("hex");
  return { hash, region: process.env.AWS_REGION, sum: legacy(twice(data.n)) };
};
`;

const openProject = (page: Page, files: Readonly<Record<string, string>>) =>
  page.evaluate(
    (given) => window.coldstart.project.open({ name: "p", functions: [{ name: "f", runtime: "typescript", files: given }] }),
    files,
  );
const textOf = (page: Page, path: string) => page.evaluate((name) => window.coldstart.project.get().functions[0]?.files[name], path);
const editorOf = (page: Page, path: string) => page.locator(".monaco-editor").getByRole("textbox", { name: new RegExp(path) });

/** Types at the end of a file, and closes what was suggested. */
async function typeAtEnd(page: Page, path: string, text: string): Promise<void> {
  await editorOf(page, path).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
}

test("it knows Node, Lambda's events, and every file of the function", async ({ coldstart }) => {
  const { page } = coldstart;
  await openProject(page, {
    "index.ts": INDEX,
    "data.json": '{ "n": 1 }',
    "legacy.js": "exports.legacy = (n) => n + 1;\n",
    "lib/twice.ts": "export const twice = (n: number) => n * 2;\n",
  });
  const wrong = page.locator(".squiggly-error");
  // One thing is wrong, so that it can be seen that nothing else is.
  await typeAtEnd(page, "index.ts", "export const text: string = data.n;\n");
  await expect(wrong).toHaveCount(1);
  await page.keyboard.press("F8");
  await expect(page.getByText("Type 'number' is not assignable to type 'string'.").first()).toBeVisible();
  await page.keyboard.press("Escape");

  await typeAtEnd(page, "index.ts", "document.title;\n");
  await expect(wrong).toHaveCount(2);

  await typeAtEnd(page, "index.ts", "export const other = (event: APIGatewayProxyEventV2) => event");
  await page.keyboard.type(".");
  await expect(page.getByRole("option", { name: /^queryStringParameters/ })).toBeVisible();
});

test("a file that is added is known at once; one that is renamed is missed", async ({ coldstart }) => {
  const { page } = coldstart;
  await openProject(page, {
    "index.ts": 'import { one } from "./one";\nexport const text: string = 1;\nexport const handler = async () => one;\n',
  });
  // The import and, to see that it was looked at again, the number that is no text.
  const wrong = page.locator(".squiggly-error");
  await expect(wrong).toHaveCount(2);
  const editor = page.getByRole("region", { name: "Editor" });
  await editor.getByRole("button", { name: "Add a file to f" }).click();
  await page.getByRole("textbox", { name: "Name of the new file" }).fill("one.ts");
  await page.keyboard.press("Enter");
  await typeAtEnd(page, "one.ts", "export const one = 1;\n");
  await expect.poll(() => textOf(page, "one.ts")).toBe("export const one = 1;\n");
  await page.getByRole("tab", { name: "f/index.ts" }).click();
  await expect(page.locator(".cost-heading.run")).toBeVisible();
  await expect(wrong).toHaveCount(1);

  await page.getByRole("tab", { name: "f/one.ts" }).click();
  await editor.getByRole("button", { name: "Actions for the open file" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "New name of one.ts" }).fill("two.ts");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "f/index.ts" }).click();
  await expect(wrong).toHaveCount(2);
});

test("what is being typed goes on when Monaco arrives: text, selection, focus", async ({ page }) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/MonacoEditor.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(process.env.COLDSTART_URL ?? "");
  const plain = page.getByRole("region", { name: "Editor" }).locator("textarea");
  await plain.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("// what\n");
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowLeft");
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("Shift+ArrowRight");
  arrive();
  await expect(editorOf(page, "index.ts")).toBeFocused();
  await page.keyboard.type("ho");
  await expect.poll(() => textOf(page, "index.ts")).toMatch(/^\/\/ hoat\n/);
  // Esc leaves it: Tab moves on from there.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("region", { name: "Editor" }).locator(":focus")).toHaveCount(0);
});

test("without Monaco the plain editor stays, says so, and goes to the line of a problem", async ({ page }) => {
  await page.route(/MonacoEditor.*\.js/, (route) => route.abort());
  await page.goto(process.env.COLDSTART_URL ?? "");
  await expect(page.getByText("The full editor could not be loaded")).toBeVisible();
  const plain = page.getByRole("region", { name: "Editor" }).locator("textarea");
  await plain.fill("export const handler = async () => 1;\n\nimport './missing';\n");
  await page.keyboard.press("ControlOrMeta+s");
  await page
    .getByRole("list", { name: "Problems of hello" })
    .getByRole("button", { name: /missing/ })
    .click();
  await expect(plain).toBeFocused();
  expect(await plain.evaluate((area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split("\n").length)).toBe(3);
});

test("the margin says which lines are paid when, and what they took", async ({ coldstart }) => {
  const { page } = coldstart;
  const headings = page.locator(".cost-heading");
  await expect(headings).toHaveText([/once per container/, /every request/]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(headings).toHaveText([/once per container, .* m?s last time/, /every request, .* m?s at p50/]);
  await page.getByRole("tree").getByText("greeting.ts").click();
  await expect(editorOf(page, "greeting.ts")).toBeAttached();
  await expect(headings).toHaveCount(0);
});
