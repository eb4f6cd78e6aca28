/** Export: charts as pictures that open, tables as files that can be read; and a stretch of time that every view obeys. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const CODE = "exports.handler = async ({ n = 0 }) => { if (n % 5 === 4) throw new Error('=cmd, \"no\"'); return n; };";

async function traffic(coldstart: ColdstartPage): Promise<void> {
  const { page } = coldstart;
  await coldstart.deploy({ name: "fn", files: { "index.js": CODE } });
  await page.evaluate(async () => {
    for (let n = 0; n < 10; n += 1) {
      await window.coldstart.invoke("fn", { n });
      await window.coldstart.clock.advance(1_000);
    }
  });
  await page.getByRole("tab", { name: "Observe" }).click();
}

async function exported(page: Page, pane: Locator, name: string): Promise<Buffer> {
  await pane.getByRole("button", { name: /^Export / }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
  return readFile(await download.path());
}

test("every chart of the overview is a picture and a table", async ({ coldstart }) => {
  const { page } = coldstart;
  await traffic(coldstart);
  for (const title of ["Containers", "Latency", "Distribution", "Billed time", "Cost"]) {
    const pane = page.getByRole("region", { name: title, exact: true });
    const svg = (await exported(page, pane, "SVG picture")).toString("utf8");
    const drawn = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        problem: parsed.querySelector("parsererror")?.textContent ?? "",
        title: parsed.querySelector("title")?.textContent,
        shapes: parsed.querySelectorAll("path, rect, circle, line").length,
        texts: parsed.querySelectorAll("text").length,
        scripts: parsed.querySelectorAll("script, foreignObject, image").length,
      };
    }, svg);
    expect(drawn, title).toMatchObject({ problem: "", title, scripts: 0 });
    expect(drawn.shapes, title).toBeGreaterThan(5);
    expect(drawn.texts, title).toBeGreaterThan(2);
  }
  const png = await exported(page, page.getByRole("region", { name: "Containers", exact: true }), "PNG picture");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBeGreaterThan(2_000);
});

test("the table of requests is a file with their numbers as they are", async ({ coldstart }) => {
  const { page } = coldstart;
  await traffic(coldstart);
  const pane = page.getByRole("region", { name: "Request list" });
  const rows = JSON.parse((await exported(page, pane, "JSON table")).toString("utf8")) as Record<string, unknown>[];
  expect(rows).toHaveLength(10);
  expect(rows.filter(({ Status }) => Status === "error")).toHaveLength(2);
  for (const row of rows) expect(row["Billed ms"]).toBeGreaterThan(0);
  const csv = (await exported(page, pane, "CSV table")).toString("utf8");
  expect(csv.split("\r\n")).toHaveLength(12);
  expect(csv).toContain("Billed ms");
});

test("a stretch of time is chosen by key or button, holds in every view, and is taken back", async ({ coldstart }) => {
  const { page } = coldstart;
  await traffic(coldstart);
  const containers = page.getByRole("region", { name: "Containers", exact: true });
  const requests = page.getByRole("grid", { name: "Requests" });
  await expect(requests).toHaveAttribute("aria-rowcount", "11");
  for (let times = 0; times < 3; times += 1) await containers.getByRole("button", { name: "Zoom in" }).click();
  await expect(page.getByRole("button", { name: "Whole run" })).toBeVisible();
  await expect(requests).not.toHaveAttribute("aria-rowcount", "11");
  await page.getByRole("tab", { name: "Latency", exact: true }).click();
  await expect(page.getByRole("button", { name: "Whole run" })).toBeVisible();
  await page.getByRole("button", { name: "Whole run" }).click();
  await page.getByRole("tab", { name: "Requests", exact: true }).click();
  await expect(requests).toHaveAttribute("aria-rowcount", "11");
});
