/** The page without its host, after one visit; and a new version beside a page that is open. */
import type { BrowserContext, Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { ColdstartPage, expect, test, withoutFullEditor } from "./coldstart-page.ts";
import { drive } from "./lesson-drives/02-first-function.ts";
import { LessonKeys } from "./lesson-keys.ts";
import { type HostOptions, nextBuild, OwnHost, removeBuild } from "./own-host.ts";

test.use({ serviceWorkers: "allow" });

test.slow();

const HOSTS: readonly (readonly [string, HostOptions])[] = [
  ["an isolating host", { isolated: true, base: "/" }],
  ["a plain host, under a sub-path", { isolated: false, base: "/some/path/" }],
];

/** Needs the bundler, a built-in of Node and the SDK. */
const WRITING = {
  name: "writing",
  files: {
    "index.mjs": `import { createHash } from "node:crypto";
import { S3Client, PutObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
const s3 = new S3Client({});
export const handler = async ({ text }) => {
  const Key = createHash("sha256").update(text).digest("hex").slice(0, 8);
  await s3.send(new PutObjectCommand({ Bucket: "notes", Key, Body: text }));
  return (await s3.send(new ListObjectsV2Command({ Bucket: "notes" }))).Contents.map((each) => each.Key);
};`,
  },
};

async function visit(page: Page, host: OwnHost): Promise<ColdstartPage> {
  await page.goto(host.url);
  await expect
    .poll(() => page.evaluate(() => crossOriginIsolated && navigator.serviceWorker.controller !== null).catch(() => false))
    .toBe(true);
  const coldstart = new ColdstartPage(page);
  await coldstart.untilReady();
  return coldstart;
}

async function offlineDialog(page: Page) {
  await page.getByRole("button", { name: /^Project / }).click();
  await page.getByRole("menuitem", { name: "Offline" }).click();
  return page.getByRole("dialog", { name: "Offline" });
}

async function untilItWorksOffline(page: Page, head: RegExp = /^Works offline$/): Promise<void> {
  const dialog = await offlineDialog(page);
  await expect(dialog.getByRole("heading", { name: head })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Close" }).click();
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send", exact: true }).first().click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
}

async function expectAccessible(page: Page, selector: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion, no colour is on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await violationsOf(page, { within: selector, rules: "all" }), colorScheme).toEqual([]);
  }
}

for (const [where, options] of HOSTS) {
  test(`after one visit to ${where}, the page opens without it and its first request is answered`, async ({ page }) => {
    const host = await OwnHost.start(options);
    await visit(page, host);
    await untilItWorksOffline(page);
    await host.stop();

    await page.reload();
    await new ColdstartPage(page).untilReady();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(page.getByRole("button", { name: "Offline: everything you use is here" })).toBeVisible();
    await send(page);
    // Never opened while the host was there.
    await page.getByRole("tab", { name: "Map" }).click();
    await expect(page.getByRole("tabpanel", { name: "Map" }).getByText("hello").first()).toBeVisible();
    await page.goto(`${host.url}index.html?from=bookmark`);
    await new ColdstartPage(page).untilReady();
  });
}

for (const [where, options] of HOSTS) {
  test(`after one visit with one request to ${where}, a lesson is done to its end without it`, async ({ page }) => {
    await withoutFullEditor(page);
    const host = await OwnHost.start(options);
    await visit(page, host);
    await send(page);
    const dialog = await offlineDialog(page);
    // It came by itself, as after every first answer.
    await expect(dialog.getByRole("row", { name: /^Bundler.* here$/ })).toBeVisible({ timeout: 60_000 });
    await expect(dialog.getByRole("heading", { name: "Works offline" })).toBeVisible();
    await host.stop();

    await page.reload();
    await new ColdstartPage(page).untilReady();
    const keys = new LessonKeys(page);
    await page.getByRole("button", { name: "Lessons" }).click();
    await page
      .getByRole("dialog", { name: "Lessons" })
      .getByRole("button", { name: /^Your first function/ })
      .click();
    // A window that is open has the keys to itself.
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(keys.dock().locator(".lesson-step").first()).toBeVisible();
    for (const [step, act] of Object.entries(drive.steps)) {
      if (step === drive.solveAt) {
        await keys.dock().getByRole("button", { name: "Solve" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Solve" }).click();
      }
      await act(keys);
      await expect(keys.dock().locator(`[data-step="${step}"]`), step).toHaveAttribute("data-state", "done");
    }
    await expect(keys.dock().getByRole("heading", { name: "Lesson 2 is done." })).toBeVisible();
  });
}

test("with all of it, changed code is built and runs with the SDK, and the editor is the full one", async ({ page }) => {
  const host = await OwnHost.start({ isolated: true, base: "/" });
  await visit(page, host);
  await untilItWorksOffline(page);
  const dialog = await offlineDialog(page);
  await expect(dialog.getByRole("row", { name: /^AWS SDK and npm packages.*not here$/ })).toBeVisible();
  await expectAccessible(page, ".dialog");
  await dialog.getByRole("button", { name: /^Get all of it, [\d.]+ MB$/ }).click();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Works offline, all of it" })).toBeVisible({ timeout: 50_000 });
  await expect(dialog.getByRole("cell", { name: "here", exact: true })).toHaveCount(7);
  await host.stop();

  await page.reload();
  const coldstart = new ColdstartPage(page);
  await coldstart.untilReady();
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  await coldstart.openProject({ buckets: ["notes"], functions: [WRITING] });
  expect(await coldstart.invoke("writing", { text: "offline" })).toMatchObject({
    status: "ok",
    payload: [expect.stringMatching(/^[0-9a-f]{8}$/)],
  });
});

test("what is brought in part goes on where it stopped, and a page that is not whole says so", async ({ page, context }) => {
  const host = await OwnHost.start({ isolated: true, base: "/" });
  let isCut = true;
  const brought = new Set<string>();
  context.on("requestfinished", (request) => {
    if (request.serviceWorker() && request.url().includes("/assets/")) brought.add(request.url());
  });
  await context.route(/MapView|ObserveView/, (route) => (isCut ? route.abort() : route.continue()));
  await visit(page, host);
  const dialog = await offlineDialog(page);
  await expect(dialog.getByText("Some files could not be loaded.")).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByRole("heading", { name: "Not ready for a time without a network" })).toBeVisible();
  isCut = false;
  const again: string[] = [];
  context.on("request", (request) => {
    if (request.serviceWorker() && brought.has(request.url())) again.push(request.url());
  });
  await page.reload();
  await untilItWorksOffline(page);
  expect(again).toEqual([]);
  await host.stop();
});

test.describe("a new version", () => {
  let next = "";
  test.beforeAll(async () => {
    next = await nextBuild();
  });
  test.afterAll(() => removeBuild(next));

  const isNext = (page: Page) => page.evaluate(() => document.documentElement.dataset.build === "next");
  const lookForIt = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const builds = (page: Page) => page.evaluate(async () => (await caches.keys()).length);
  const bar = (page: Page) => page.getByRole("region", { name: "New version" });

  /** Its code was never loaded, and the host has it no more. */
  async function opensSettings(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Project / }).click();
    await page.getByRole("menuitem", { name: "Platform settings" }).click();
    const dialog = page.getByRole("dialog", { name: "Platform settings" });
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).click();
  }

  async function twoPages(context: BrowserContext, page: Page): Promise<{ host: OwnHost; second: Page }> {
    const host = await OwnHost.start({ isolated: true, base: "/" });
    await visit(page, host);
    await untilItWorksOffline(page);
    const second = await context.newPage();
    await visit(second, host);
    return { host, second };
  }

  test("waits until the person reloads; pages of the old one go on, and clear away with the last of them", async ({ page, context }) => {
    const { host, second } = await twoPages(context, page);
    await host.show(next);
    await lookForIt(page);
    await expect(bar(page)).toContainText("A new version is ready. Reload when it suits you.", { timeout: 60_000 });
    await expect(bar(second)).toBeVisible();
    await expectAccessible(page, ".update-bar");
    await opensSettings(page);
    await send(page);
    expect(await isNext(page)).toBe(false);

    await bar(page).getByRole("button", { name: "Reload" }).click();
    await expect.poll(() => isNext(page).catch(() => false)).toBe(true);
    await new ColdstartPage(page).untilReady();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(bar(page)).toHaveCount(0);
    await opensSettings(page);

    // The new worker looks after the old page too.
    await second.bringToFront();
    await opensSettings(second);
    await bar(second).getByRole("button", { name: "Later" }).click();
    await expect(bar(second)).toHaveCount(0);
    expect(await builds(page)).toBe(2);
    await second.close();
    await page.bringToFront();
    await page.reload();
    await expect.poll(() => builds(page).catch(() => 0)).toBe(1);

    await host.stop();
    await page.reload();
    await new ColdstartPage(page).untilReady();
    expect(await isNext(page)).toBe(true);
  });

  test("that came with a reload is let in unasked", async ({ page }) => {
    const host = await OwnHost.start({ isolated: true, base: "/" });
    await visit(page, host);
    await untilItWorksOffline(page);
    await host.show(next);
    await page.reload();
    await new ColdstartPage(page).untilReady();
    expect(await isNext(page)).toBe(true);
    await expect.poll(() => builds(page), { timeout: 30_000 }).toBe(1);
    await expect(bar(page)).toHaveCount(0);
  });
});

test("it can be installed", async ({ page, context }) => {
  const host = await OwnHost.start({ isolated: true, base: "/" });
  await visit(page, host);
  const devtools = await context.newCDPSession(page);
  // A test's browser is a private window, which is the one thing that speaks against it.
  await expect
    .poll(async () => (await devtools.send("Page.getInstallabilityErrors")).installabilityErrors.map(({ errorId }) => errorId))
    .toEqual(["in-incognito"]);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "{}")).toMatchObject({ display: "standalone", start_url: "./", name: "Coldstart" });
  await host.stop();
});
