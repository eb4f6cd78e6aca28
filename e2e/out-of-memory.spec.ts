/**
 * A container that eats all memory takes the frame's process along; the page must notice, say so, make a new frame and
 * fail only what was running. Driven by puppeteer: Playwright calls it a crash of the page when a child frame's process dies.
 */
import { chromium, expect, test } from "@playwright/test";
import puppeteer from "puppeteer-core";
import type { InvokeResult } from "./coldstart-page.ts";

const HOARD = "const hoard = []; exports.handler = async () => { for (;;) hoard.push(new Array(1e6).fill(Math.random())); };";
const COUNT = "let n = 0; exports.handler = async () => ++n;";

test("out of memory: the page lives, says so, fails only what was running, and the next request works", async () => {
  test.slow();
  // Puppeteer would switch off the very thing: a sandboxed frame's process of its own, which every person's Chromium has.
  const defaults = puppeteer.defaultArgs({ headless: true }).map((arg) => arg.replace(/,?IsolateSandboxedIframes/, ""));
  const args = [...defaults, "--disable-gpu", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? chromium.executablePath(),
    ignoreDefaultArgs: true,
    args,
    protocolTimeout: 150_000,
  });
  try {
    const page = await browser.newPage();
    await page.goto(process.env.COLDSTART_URL ?? "");
    await page.waitForFunction(() => "coldstart" in window);
    const outcome = await page.evaluate(
      async (hoard, count) => {
        const { coldstart } = window;
        await coldstart.ready;
        const fn = (name: string, source: string) => ({
          name,
          runtime: "javascript",
          files: { "index.js": source },
          timeoutMs: 120_000,
          memoryMb: 10_240,
        });
        await coldstart.project.open({ name: "memory", functions: [fn("hoard", hoard), fn("count", count)] });
        await coldstart.deploy();
        const before = (await coldstart.invoke("count", {})) as InvokeResult;
        const lost = (await coldstart.invoke("hoard", {})) as InvokeResult;
        const after = (await coldstart.invoke("count", {})) as InvokeResult;
        return { before, lost, after, text: document.body.textContent };
      },
      HOARD,
      COUNT,
    );
    expect(outcome.before).toMatchObject({ status: "ok", payload: 1 });
    expect(outcome.lost).toMatchObject({ status: "crashed", error: { errorType: "Runtime.ExitError" } });
    expect(outcome.lost.error?.errorMessage).toContain("signal: killed");
    expect(outcome.after).toMatchObject({ status: "ok", payload: 1, coldStart: true });
    expect(outcome.text).toContain("ran out of memory and was lost");
  } finally {
    await browser.close();
  }
});
