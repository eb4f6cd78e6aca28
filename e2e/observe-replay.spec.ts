/** Record and replay: what arrived is sent again to changed code, or played under other settings; a run is saved as a file that opens again. */
import type { Page } from "@playwright/test";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

const CODE = "exports.handler = async ({ n = 0 }) => { await new Promise((r) => setTimeout(r, 5)); return n; };";

const FAILS_AT_2 = `
const before = exports.handler;
exports.handler = async (event) => { if (event.n === 2) throw new Error("no"); return before(event); };
`;

/** Three requests one after the other, two minutes of nothing, and one more: only the first meets no container. */
async function traffic({ page }: ColdstartPage): Promise<void> {
  await page.evaluate(async () => {
    const { invoke, clock } = window.coldstart;
    for (const n of [1, 2, 3]) await invoke("fn", { n });
    await clock.advance(120_000);
    await invoke("fn", { n: 4 });
  });
}

async function recordTraffic(coldstart: ColdstartPage): Promise<void> {
  const { page } = coldstart;
  await coldstart.deploy({ name: "fn", files: { "index.js": CODE } });
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await traffic(coldstart);
  await page.getByRole("button", { name: /^Stop recording/ }).click();
  await expect(page.getByText("Recording 1 holds 4 arrivals and 4 events.")).toBeVisible();
}

const cells = (page: Page, table: string, row: string) =>
  page
    .getByRole("table", { name: table })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: row, exact: true }) })
    .getByRole("cell");

test("a recorded run is played with another idle lifetime, and both are seen", async ({ coldstart }) => {
  const { page } = coldstart;
  await recordTraffic(coldstart);
  await page.getByRole("tab", { name: "Replay" }).click();
  await page.getByRole("textbox", { name: "Idle lifetime" }).fill("60");
  await page.getByRole("button", { name: "Replay", exact: true }).click();

  await expect(cells(page, "Requests, before and after", "Cold starts")).toHaveText(["1", "2", "+1", "+100.0 %"]);
  await expect(cells(page, "Requests, before and after", "Requests")).toHaveText(["4", "4", "0", "0"]);
  await expect(cells(page, "Bill, before and after", "Total").last()).toContainText("%");
  await expect(
    page.getByText(/^Model with idle lifetime 1 m 00 s, against Recording 1: 1 more cold start \(2 instead of 1\)/),
  ).toBeVisible();
  for (const name of ["Before", "After", "Latency"]) await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Before" })).toHaveValue(/recording/);
  await expect(page.getByRole("region", { name: "After", exact: true })).toContainText("2 containers");
});

test("the same events are sent again to changed code", async ({ coldstart }) => {
  const { page } = coldstart;
  await recordTraffic(coldstart);
  await page.getByRole("tab", { name: "Build" }).click();
  await page
    .getByRole("textbox", { name: /index\.js/ })
    .first()
    .focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(FAILS_AT_2);
  await expect(page.getByRole("tab", { name: /index\.js.*edited/ })).toBeVisible();
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("tab", { name: "Replay" }).click();
  await page.getByRole("radio", { name: "The code as it is now" }).click();
  await expect(page.getByText("Sends 4 arrivals.")).toBeVisible();
  await expect(page.getByText("Deploys fn first.")).toBeVisible();
  await page.getByRole("button", { name: "Replay", exact: true }).click();

  await expect(cells(page, "Requests, before and after", "Errors")).toHaveText(["0", "1", "+1", "–"], { timeout: 40_000 });
  await expect(cells(page, "Requests, before and after", "Requests")).toHaveText(["4", "4", "0", "0"]);
  const again = await page.evaluate(() =>
    window.coldstart
      .invocations()
      .filter(({ version }) => version === "2")
      .map(({ status, payload, arrivedAtMs }) => ({ status, payload, arrivedAtMs }))
      // They are listed as they ended: on a busy machine one may overtake another.
      .sort((a, b) => a.arrivedAtMs - b.arrivedAtMs),
  );
  expect(again.map(({ status }) => status)).toEqual(["ok", "error", "ok", "ok"]);
  expect([0, 2, 3].map((place) => again[place]?.payload)).toEqual([1, 3, 4]);
  // The pause was as long on the platform's clock, and nobody sat it out.
  const pauseMs = (again[3]?.arrivedAtMs ?? 0) - (again[2]?.arrivedAtMs ?? 0);
  expect(pauseMs).toBeGreaterThan(119_000);
  expect(pauseMs).toBeLessThan(125_000);
});

test("a run is saved, and opened again on another visit with the same totals", async ({ coldstart }) => {
  const { page } = coldstart;
  await recordTraffic(coldstart);
  // Without the server's, the last: its price goes on by the clock while the live run is still on the screen.
  const figures = async () => (await page.locator(".obs .vitals .value").allTextContents()).slice(0, -1).map((text) => text.trim());
  // The screen may lag behind what ran.
  await expect.poll(async () => (await figures())[0]).toBe("4");
  const before = await figures();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Save run…" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^test-recording-1-.*\.coldstart-run\.json$/);
  const path = await file.path();

  await coldstart.reload();
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Open run…" }).click();
  await (await chooser).setFiles(path);
  await expect(page.getByRole("combobox", { name: "Run" })).toHaveValue(/file/);
  await expect.poll(figures).toEqual(before);

  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Remove “Recording 1”" }).click();
  await expect(page.getByRole("combobox", { name: "Run" })).toHaveCount(0);
});

test("a file that is no run is refused in words", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Open run…" }).click();
  await (await chooser).setFiles({
    name: "notes.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"format":"coldstart-run","version":9}'),
  });
  await expect(page.getByText("notes.json: A newer Coldstart wrote this file.")).toBeVisible();
});

test("pasted REPORT lines become a recording, and what could not be read is said by its line", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("tab", { name: "Observe" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import arrivals" });
  const report = (n: number, init = "") =>
    `2026-09-30T11:03:${String(n).padStart(2, "0")}.000Z REPORT RequestId: 00000000-0000-4000-8000-00000000000${n}\tDuration: 12.${n}0 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\t${init}`;
  await dialog
    .getByRole("textbox")
    .first()
    .fill([report(1, "Init Duration: 210.40 ms\t"), "REPORT RequestId: x\tDuration: long", report(2), report(3)].join("\n"));
  await expect(dialog.getByText("3 arrivals")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Not read" })).toContainText("2");
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Run" })).toHaveValue(/import/);
  await expect(page.locator(".obs .vitals .value").first()).toHaveText("3");
});
