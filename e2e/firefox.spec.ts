/** The main job in a stock Firefox, over WebDriver BiDi; skipped, with a word, where none is installed. */
import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import puppeteer from "puppeteer-core";
import type { InvokeResult } from "./coldstart-page.ts";

const INSTALLED = [
  process.env.FIREFOX_PATH,
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];
const executablePath = INSTALLED.find((path) => path !== undefined && existsSync(path));

test("the main job passes in Firefox", async () => {
  test.skip(executablePath === undefined, "No Firefox is installed (set FIREFOX_PATH, or install one).");
  test.slow();
  const browser = await puppeteer.launch({ browser: "firefox", headless: true, ...(executablePath ? { executablePath } : {}) });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    await page.goto(process.env.COLDSTART_URL ?? "");
    await page.locator("aria/Send[role='button']").click();
    await page.waitForFunction(() => document.body.textContent.includes("200 OK"));
    await page.waitForFunction(() => document.querySelector('button[aria-label^="Container c-01, idle"]') !== null);
    await page.locator("aria/Send[role='button']").click();
    await page.waitForFunction(() => document.querySelector('button[aria-label$="served 2"]') !== null);
    const handle = await page.evaluate(async () => {
      const { coldstart } = window;
      // A timer of 20 ms, left behind, says in a later request how long it really took.
      const source = `let fired = null; exports.handler = async () => {
        const seen = fired; const startedMs = performance.now();
        setTimeout(() => { fired ??= performance.now() - startedMs; }, 20);
        return seen;
      };`;
      const wait = "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 400));";
      const functions = [
        { name: "fn", runtime: "javascript", files: { "index.js": source } },
        { name: "wait", runtime: "javascript", files: { "index.js": wait } },
      ];
      await coldstart.project.open({ name: "firefox", functions });
      await coldstart.deploy();
      const results: InvokeResult[] = [];
      for (const name of ["fn", "wait", "fn", "fn"]) results.push((await coldstart.invoke(name, {})) as InvokeResult);
      const colds = results.map(({ coldStart }) => coldStart);
      return { isolated: crossOriginIsolated, colds, fired: results[3]?.payload, report: results[0]?.logs.at(-1) };
    });
    expect(handle.isolated).toBe(true);
    expect(handle.colds).toEqual([true, true, false, false]);
    expect(handle.fired).toBeGreaterThan(300);
    expect(handle.report).toContain("Init Duration");
  } finally {
    await browser.close();
  }
});
