/** Nothing a person wrote is lost: not on reload, not to a second tab. */
import { ColdstartPage, expect, test } from "./coldstart-page.ts";

const textOf = (coldstart: ColdstartPage) =>
  coldstart.page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.ts"] ?? "");

async function typeAtEnd(coldstart: ColdstartPage, text: string): Promise<void> {
  await coldstart.page
    .getByRole("textbox", { name: /index\.ts/ })
    .first()
    .focus();
  await coldstart.page.keyboard.press("ControlOrMeta+End");
  await coldstart.page.keyboard.type(text);
  await expect.poll(() => textOf(coldstart)).toContain(text.trim());
}

/** Not by the word "Saved", which stands there before the page has drawn that it is saving. */
async function untilStored({ page }: ColdstartPage, text: string): Promise<void> {
  const stored = () =>
    page.evaluate(async () => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await settled(indexedDB.open("coldstart"));
      const projects = await settled(database.transaction("projects").objectStore("projects").getAll());
      database.close();
      return JSON.stringify(projects);
    });
  await expect.poll(stored).toContain(text);
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
}

test("what was typed is there after a reload", async ({ coldstart }) => {
  await typeAtEnd(coldstart, "\n// kept");
  await coldstart.reload();
  expect(await textOf(coldstart)).toContain("// kept");
});

test("a second tab goes on as a copy; neither overwrites the other", async ({ coldstart, context }) => {
  await typeAtEnd(coldstart, "\n// base");
  await untilStored(coldstart, "// base");
  const other = new ColdstartPage(await context.newPage());
  await other.open();
  expect(await textOf(other)).toContain("// base");
  await typeAtEnd(coldstart, "\n// first tab");
  await untilStored(coldstart, "// first tab");
  await typeAtEnd(other, "\n// second tab");
  await expect.poll(() => other.page.evaluate(() => window.coldstart.project.get().name)).toBe("hello 2");
  await coldstart.reload();
  expect(await textOf(coldstart)).toContain("// first tab");
  expect(await textOf(coldstart)).not.toContain("// second tab");
});
