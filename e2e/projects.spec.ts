/** A person's projects: several of them kept, told apart, copied, deleted and had back, taken out as a zip and in again. */
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { zipSync } from "fflate";
import { violationsOf } from "./axe.ts";
import { ColdstartPage, expect, test, withoutFullEditor } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const CODE = "exports.handler = async () => ({ ok: true });";

/** Each with its own code, and one row in its table. */
async function openWithRow({ page }: ColdstartPage, name: string): Promise<void> {
  await page.evaluate(
    async ([called, code]) => {
      const functions = [{ name: "things", runtime: "javascript", files: { "index.js": `${code} // ${called}` } }];
      await window.coldstart.project.open({ name: called, functions, tables: [{ name: "rows", partitionKey: "id" }] });
      await window.coldstart.put("rows", { id: `row of ${called}` });
    },
    [name, CODE] as const,
  );
}

const openName = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.project.get().name);
const code = ({ page }: ColdstartPage) => page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.js"]);
const rows = ({ page }: ColdstartPage) => page.evaluate(() => JSON.stringify(window.coldstart.services().tables));

async function openList(page: Page) {
  await page.getByRole("button", { name: /^Project / }).click();
  await page.getByRole("menuitem", { name: "All projects" }).click();
  const dialog = page.getByRole("dialog", { name: "Projects" });
  await expect(dialog.getByRole("list", { name: "Projects in this browser" })).toBeVisible();
  return dialog;
}

function names(dialog: ReturnType<Page["getByRole"]>) {
  return dialog.getByRole("list", { name: "Projects in this browser" }).getByRole("button", { name: /^(Open|Back to) / });
}

/** As a file manager would: over the page, then let go. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([called, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], called, { type: "application/zip" }));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  // Its code comes after the page's.
  await expect(async () => {
    await page.dispatchEvent("body", "dragover", { dataTransfer });
    await expect(page.getByText("Drop a zip to open it")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await expect(page.getByText("Drop a zip to open it")).toBeHidden();
}

const bytesOf = async (download: Download) => new Uint8Array(await readFile(await download.path()));

test("three projects: renamed, copied, deleted and had back; each is as it was, after a reload too", async ({ coldstart }) => {
  const { page } = coldstart;
  for (const name of ["one", "two", "three"]) await openWithRow(coldstart, name);
  let dialog = await openList(page);
  await expect(names(dialog)).toHaveText(["three", "two", "one"]);

  await dialog.getByRole("button", { name: "Rename two" }).click();
  await dialog.getByRole("textbox", { name: "Name of two" }).fill("zwei");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("two is now called zwei.");
  await expect(dialog.getByRole("button", { name: "Rename zwei" })).toBeFocused();

  await dialog.getByRole("button", { name: "Duplicate one" }).click();
  await expect(names(dialog)).toHaveText(["one 2", "three", "zwei", "one"]);

  // The open one: another takes its place, and Undo has the focus.
  await dialog.getByRole("button", { name: "Delete three" }).click();
  await expect(dialog.getByRole("button", { name: "Undo" })).toBeFocused();
  await expect(names(dialog)).toHaveText(["one 2", "zwei", "one"]);
  expect(await openName(coldstart)).toBe("one 2");
  await page.keyboard.press("Enter");
  await expect(names(dialog)).toHaveText(["one 2", "three", "zwei", "one"]);
  await expect.poll(() => openName(coldstart)).toBe("three");

  await dialog.getByRole("button", { name: "Delete zwei" }).click();
  await expect(names(dialog)).toHaveText(["one 2", "three", "one"]);
  await coldstart.reload();
  expect([await openName(coldstart), await code(coldstart)]).toEqual(["three", `${CODE} // three`]);
  await expect.poll(() => rows(coldstart)).toContain("row of three");
  dialog = await openList(page);
  await dialog.getByRole("button", { name: "Restore zwei" }).click();
  await expect(names(dialog)).toHaveText(["one 2", "three", "zwei", "one"]);

  await dialog.getByRole("button", { name: "Open zwei" }).click();
  await expect(dialog).toBeHidden();
  expect([await openName(coldstart), await code(coldstart)]).toEqual(["zwei", `${CODE} // two`]);
  await expect.poll(() => rows(coldstart)).toContain("row of two");
  dialog = await openList(page);
  await dialog.getByRole("button", { name: "Open one 2", exact: true }).click();
  await expect.poll(() => rows(coldstart)).toContain("row of one");
  expect(await code(coldstart)).toBe(`${CODE} // one`);
});

test("what is deleted for good is asked once more, and gone", async ({ coldstart }) => {
  for (const name of ["one", "two"]) await openWithRow(coldstart, name);
  const dialog = await openList(coldstart.page);
  await dialog.getByRole("button", { name: "Delete one" }).click();
  await dialog.getByRole("button", { name: "Delete one for good" }).click();
  await dialog.getByRole("button", { name: "Sure? Delete one for good" }).click();
  await expect(dialog.getByRole("status")).toHaveText("one is gone for good.");
  await expect(dialog.getByRole("heading", { name: "Deleted" })).toBeHidden();
  await expect(names(dialog)).toHaveText(["two"]);
});

test("a zip out, and by a drop back in: the same set-up, which runs when the person says so", async ({ coldstart }) => {
  const { page } = coldstart;
  await openWithRow(coldstart, "photos");
  const before = await page.evaluate(() => window.coldstart.project.get());
  const dialog = await openList(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Export zip of photos" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^photos-.*\.zip$/);
  await page.keyboard.press("Escape");
  await drop(page, "photos.zip", await bytesOf(download));
  const bar = page.getByRole("region", { name: "Shared set-up" });
  await expect(bar).toBeVisible();
  expect(await page.evaluate(() => window.coldstart.project.get())).toEqual(before);
  expect(await rows(coldstart)).not.toContain("row of photos");
  const refused = await page.evaluate(() => window.coldstart.invoke("things", {}).catch((reason: { code: string }) => reason.code));
  expect(refused).toBe("not-trusted");
  await bar.getByRole("button", { name: "Run", exact: true }).click();
  await expect(bar).toBeHidden();
  expect((await coldstart.invoke("things")).payload).toEqual({ ok: true });
  // What was open before is still there.
  const list = await openList(page);
  await expect(names(list)).toHaveText(["photos", "photos"]);
  await names(list).last().click();
  await expect.poll(() => rows(coldstart)).toContain("row of photos");
});

test("a zip by the button, too, and from another project than the open one", async ({ coldstart }) => {
  const { page } = coldstart;
  for (const name of ["one", "two"]) await openWithRow(coldstart, name);
  const dialog = await openList(page);
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Export zip of one" }).click()]);
  const path = await download.path();
  await dialog.getByLabel("Zip to import").setInputFiles(path);
  await expect(dialog).toBeHidden();
  expect([await openName(coldstart), await code(coldstart)]).toEqual(["one", `${CODE} // one`]);
});

test("hostile and damaged zips are refused, by the drop and by the button, and nothing changes", async ({ coldstart }) => {
  const { page } = coldstart;
  await openWithRow(coldstart, "mine");
  const settings = new TextEncoder().encode(JSON.stringify({ coldstart: 1, name: "theirs", functions: [] }));
  const climbing = zipSync({ "coldstart.json": settings, "../../evil.js": new Uint8Array([1]) });
  const later = zipSync({ "coldstart.json": new TextEncoder().encode('{"coldstart":99}') });
  const bomb = zipSync({ "coldstart.json": settings, "functions/a/zeros.js": new Uint8Array(60_000_000) });
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [climbing, /a\.zip was not opened: The file path "\.\.\/\.\.\/evil\.js"/],
    [later, /coldstart\.json is of version 99/],
    [bomb, /more than 50 MB/],
    [climbing.slice(0, -30), /The zip is damaged/],
  ];
  for (const [zip, said] of cases) {
    await drop(page, "a.zip", zip);
    await expect(page.getByRole("alert").getByText(said)).toBeVisible();
  }
  const dialog = await openList(page);
  await dialog.getByLabel("Zip to import").setInputFiles({ name: "a.zip", mimeType: "application/zip", buffer: Buffer.from(climbing) });
  await expect(dialog.getByRole("alert")).toContainText("evil.js");
  await expect(names(dialog)).toHaveText(["mine"]);
  expect(await openName(coldstart)).toBe("mine");
  expect(await rows(coldstart)).toContain("row of mine");
});

test("a bucket takes what is dropped on it, zips too", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({ functions: [{ name: "things", files: { "index.js": CODE } }], buckets: ["box"] });
  await page.getByRole("button", { name: /^Bucket box, / }).click();
  const place = page.getByText("Drop files here");
  await expect(place).toBeVisible();
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["PK"], "a.zip"));
    return transfer;
  });
  await place.dispatchEvent("dragover", { dataTransfer });
  await place.dispatchEvent("drop", { dataTransfer });
  await expect(page.getByRole("cell", { name: "a.zip", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Notices" }).getByRole("alert")).toBeEmpty();
});

test("a new project begins with the starter; the one before stays", async ({ coldstart }) => {
  const { page } = coldstart;
  await openWithRow(coldstart, "mine");
  const dialog = await openList(page);
  await expect(dialog.getByText(/ of .* used\./)).toBeVisible();
  await dialog.getByRole("button", { name: "New project" }).click();
  await expect(dialog).toBeHidden();
  expect(await openName(coldstart)).toBe("hello");
  await expect(names(await openList(page))).toHaveText(["hello", "mine"]);
});

test("storage that is full says so and offers the zip, which holds what is not saved", async ({ coldstart }) => {
  const { page } = coldstart;
  await openWithRow(coldstart, "mine");
  await expect(page.getByRole("contentinfo").getByText("Saved", { exact: true })).toBeVisible();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The disk is full.", "QuotaExceededError");
    };
  });
  await page.getByRole("textbox", { name: /index\.js/ }).fill("// only here");
  const notice = page.getByRole("alert").filter({ hasText: "could not be saved" });
  await expect(notice).toContainText("The disk is full.");
  const [download] = await Promise.all([page.waitForEvent("download"), notice.getByRole("button", { name: "Download a zip" }).click()]);
  expect(new TextDecoder().decode(await bytesOf(download))).toContain("functions/things/index.js");
  const dialog = await openList(page);
  await expect(dialog.getByText("What you change now is not saved")).toBeVisible();
});

test("without storage the page says so and offers the zip; nothing takes the place of work that would be lost", async ({ page }) => {
  await withoutFullEditor(page);
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      value: {
        open: () => {
          throw new DOMException("Storage is blocked.", "SecurityError");
        },
      },
    });
  });
  const coldstart = new ColdstartPage(page);
  await coldstart.open();
  const notice = page.getByRole("status").filter({ hasText: "keeps nothing" });
  await expect(notice.getByRole("button", { name: "Download a zip" })).toBeVisible();
  await page.getByRole("textbox", { name: /index\.ts/ }).fill("// only here");
  const dialog = await openList(page);
  await dialog.getByRole("button", { name: "New project" }).click();
  await expect(dialog.getByRole("alert")).toContainText('"hello" is not saved, and would be lost.');
  await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download a zip" }).click()]);
  await dialog.getByRole("button", { name: "New project" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => page.evaluate(() => window.coldstart.project.get().functions[0]?.files["index.ts"])).toContain("Init: runs once");
});

for (const colorScheme of ["light", "dark"] as const)
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme });

    test("the list fits, can be used, and has no violation", async ({ coldstart }) => {
      const { page } = coldstart;
      for (const name of ["one", "a name that is much longer than a phone is wide"]) await openWithRow(coldstart, name);
      const dialog = await openList(page);
      await dialog.getByRole("button", { name: "Delete one" }).click();
      await expect(dialog.getByRole("button", { name: "Undo" })).toBeVisible();
      expect(await dialog.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(false);
      expect(await violationsOf(page)).toEqual([]);
    });
  });
