/** The main job in a stock Firefox, over WebDriver BiDi; skipped, with a word, where none is installed. */
import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import puppeteer from "puppeteer-core";

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
      const source =
        "let n = 0; let late = 0; exports.handler = async () => { const seen = late; setTimeout(() => { late += 1; }, 20); return [++n, seen]; };";
      const functions = [{ name: "fn", runtime: "javascript", files: { "index.js": source } }];
      await coldstart.project.open({ name: "firefox", functions });
      await coldstart.deploy();
      const results = [await coldstart.invoke("fn", {}), await coldstart.invoke("fn", {})] as {
        coldStart: boolean;
        payload: unknown;
        logs: string[];
      }[];
      return {
        isolated: crossOriginIsolated,
        results: results.map(({ coldStart, payload }) => ({ coldStart, payload })),
        report: results[0]?.logs.at(-1),
      };
    });
    expect(handle.isolated).toBe(true);
    expect(handle.results).toEqual([
      { coldStart: true, payload: [1, 0] },
      { coldStart: false, payload: [2, 0] },
    ]);
    expect(handle.report).toContain("Init Duration");
  } finally {
    await browser.close();
  }
});
