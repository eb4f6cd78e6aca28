/** The main job, as a person does it: read a function, send, see it start cold, be reused warm, idle, go; change it, deploy. */
import { expect, test } from "./coldstart-page.ts";

test("from a first visit to a warm request, an eviction and a new version", async ({ coldstart }) => {
  const { page } = coldstart;
  const fleet = page.getByRole("complementary", { name: "Fleet" });
  const response = page.getByRole("region", { name: "Response" });
  await expect(page.getByText("export const handler").first()).toBeVisible();
  await expect(fleet.getByText("Nothing is running, so nothing is billed.")).toBeVisible();

  await page.getByRole("button", { name: "Send" }).click();
  await expect(response.getByText("200 OK")).toBeVisible();
  await expect(response.getByText(/cold start/i).first()).toBeVisible();
  await expect(response.getByText("Hello, world")).toBeVisible();
  await expect(fleet.getByText(/first request after deploy\. Nothing was running\./i).first()).toBeVisible();
  const tile = fleet.getByRole("button", { name: /^Container c-01, idle, .* to eviction, served 1$/ });
  await expect(tile).toBeVisible();

  await response.getByRole("tab", { name: "Logs" }).click();
  await expect(response.getByText(/^REPORT RequestId|REPORT/).first()).toBeVisible();
  await expect(response.getByText(/Init Duration/)).toBeVisible();

  await page.getByRole("button", { name: "Send" }).click();
  await expect(fleet.getByRole("button", { name: /^Container c-01, idle, .* served 2$/ })).toBeVisible();
  await expect(response.getByText(/warm/i).first()).toBeVisible();

  await page.evaluate(() => window.coldstart.clock.advance(301_000));
  await expect(fleet.getByRole("button", { name: /^Container c-01, evicted/ })).toBeVisible();

  const editor = page.getByRole("textbox", { name: /index\.ts/ }).first();
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n// changed\n");
  await expect(page.getByRole("tab", { name: /index\.ts.*edited/ })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(() => page.evaluate(() => window.coldstart.invocations().at(-1)?.version)).toBe("2");
  await expect(fleet.getByRole("button", { name: /^Container c-02, idle/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: /index\.ts.*edited/ })).toHaveCount(0);
});

test("Send works before the editor's and the bundler's code has arrived", async ({ page }) => {
  // Neither Monaco nor esbuild ever arrives here.
  await page.route(/monaco|esbuild|editor\.worker|ts\.worker|\.wasm/i, (route) => route.abort());
  await page.goto(process.env.COLDSTART_URL ?? "");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
  await expect(page.getByText("export const handler").first()).toBeVisible();
});

test("what happened is charted, and listed", async ({ coldstart }) => {
  const { page } = coldstart;
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
  await page.evaluate(() =>
    window.coldstart.load({
      function: "hello",
      request: { method: "GET", path: "/hello" },
      requests: 40,
      concurrency: 4,
      pattern: "steady",
      seed: 1,
    }),
  );
  await page.getByRole("tab", { name: "Observe" }).click();
  for (const name of ["Latency", "Distribution", "Billed time", "Cost"])
    await expect(page.getByRole("region", { name }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Latency" }).locator("canvas").first()).toBeVisible();
  const requests = page.getByRole("grid", { name: "Requests" });
  await expect(requests).toHaveAttribute("aria-rowcount", "42");
  await requests.getByRole("row").nth(1).click();
  await expect(
    page
      .getByRole("region", { name: /^Request [0-9a-f]/ })
      .getByText(/REPORT/)
      .first(),
  ).toBeVisible();
});

test.describe("without the host's help", () => {
  test.use({ serviceWorkers: "allow" });

  test("the same build works from any static host under a sub-path, isolated by its service worker", async ({ page }) => {
    await page.goto(process.env.COLDSTART_PLAIN_URL ?? "");
    await expect.poll(() => page.evaluate(() => window.crossOriginIsolated).catch(() => false)).toBe(true);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("region", { name: "Response" }).getByText("200 OK")).toBeVisible();
  });
});
