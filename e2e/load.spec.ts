/** Load: more requests than one container can serve make more containers; the report says what came of it. */
import { expect, test } from "./coldstart-page.ts";

test("a burst scales out, and the report adds up", async ({ coldstart }) => {
  await coldstart.deploy({
    name: "fn",
    files: { "index.js": "exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); return 1; };" },
  });
  const report = await coldstart.page.evaluate(() =>
    window.coldstart.load({ function: "fn", event: {}, requests: 30, concurrency: 6, pattern: "steady", seed: 7 }),
  );
  expect(report).toMatchObject({ sent: 30, ok: 30, errors: 0, throttled: 0, coldStarts: 6 });
  expect(report.p50Ms).toBeGreaterThanOrEqual(50);
  expect(report.p99Ms).toBeGreaterThanOrEqual(report.p95Ms ?? 0);
  const containers = await coldstart.page.evaluate(() => window.coldstart.containers());
  expect(containers).toHaveLength(6);
  expect(containers.reduce((sum, { served }) => sum + served, 0)).toBe(30);
});

test("beyond what this browser holds, the limit is named", async ({ coldstart }) => {
  test.slow();
  await coldstart.deploy({
    name: "fn",
    files: { "index.js": "exports.handler = () => new Promise((r) => setTimeout(() => r(1), 2500));" },
    // Lambda's most: how long 64 starts take on a busy machine is not what is asked here.
    timeoutMs: 900_000,
  });
  const report = await coldstart.page.evaluate(() =>
    window.coldstart.load({ function: "fn", event: {}, requests: 70, concurrency: 70, pattern: "steady", seed: 1 }),
  );
  const failed = await coldstart.page.evaluate(() =>
    window.coldstart.invocations().filter(({ status }) => status !== "ok" && status !== "throttled"),
  );
  expect(failed).toEqual([]);
  expect(report).toMatchObject({ sent: 70, ok: 64, throttled: 6, coldStarts: 64 });
  const reasons = await coldstart.page.evaluate(() =>
    window.coldstart
      .invocations()
      .filter(({ status }) => status === "throttled")
      .map((each) => Reflect.get(each, "startReason")),
  );
  expect(new Set(reasons)).toEqual(
    new Set(["Throttled: this browser holds 64 live containers, all busy. A cloud would have started one more."]),
  );
});

test("a person starts and stops a load, and reads the report", async ({ coldstart }) => {
  const { page } = coldstart;
  const load = page.getByRole("region", { name: "Load" });
  await load.getByLabel("Requests", { exact: true }).fill("500");
  await load.getByRole("button", { name: "Start load" }).click();
  // Not before it sends: what is stopped while the function is still being built has nothing to report.
  await expect(load.getByText(/^[1-9]\d* of 500 sent/)).toBeVisible();
  await load.getByRole("button", { name: "Stop load" }).click();
  await expect(load.getByRole("button", { name: "Start load" })).toBeVisible();
  await expect(load.getByText("sent", { exact: true })).toBeVisible();
});
