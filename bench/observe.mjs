// observe-frame, observe-open, history-heap, record-cost: what keeping and showing every request costs the page.
import { openBenchPage } from "./bench-page.mjs";
import { metric, quantile } from "./median.mjs";

const KEPT = 100_000;
const MORE_KEPT = 300_000;
const FRAMES_MS = 4_000;
const RATE = 200;
const THROUGHPUT_MS = 3_000;

export async function measureObserve({ browser, url, runs }) {
  return [...(await measureView(browser, url, runs)), ...(await measureRecording(browser, url, runs))];
}

async function measureView(browser, url, runs) {
  const full = await openPage(browser, url);
  const empty = await openPage(browser, url);
  const before = await heapBytes(full);
  await load(full, { requests: KEPT, concurrency: 4 });

  const opens = [];
  for (let run = 0; run < runs; run += 1) opens.push([await timeToOpen(full), await timeToOpen(empty)]);
  await empty.close();

  const frames = [];
  await show(full, "Observe");
  for (let run = 0; run < runs; run += 1) {
    const idle = await frameTimes(full);
    const [busy] = await Promise.all([frameTimes(full), load(full, { ratePerSecond: RATE, durationMs: FRAMES_MS })]);
    frames.push([quantile(busy, 0.95), quantile(idle, 0.95)]);
  }
  await show(full, "Build");
  await load(full, { requests: MORE_KEPT - KEPT, concurrency: 4 });
  const bytes = ((await heapBytes(full)) - before) / MORE_KEPT;
  await full.close();
  return [
    metric(
      "observe-frame",
      "ms",
      frames,
      `p95 frame time of Observe while ${RATE} requests a second arrive with ${KEPT} kept, against the same page idle`,
    ),
    metric(
      "observe-open",
      "ms",
      opens,
      `from the click to the second frame after Observe's charts are there, with ${KEPT} kept, against a page with none`,
    ),
    metric(
      "history-heap",
      "bytes",
      [[bytes, 150]],
      `growth of the page's heap and buffers per kept request at ${MORE_KEPT}, details of the newest included, against 150 MB a million`,
    ),
  ];
}

/** The same load on a page that keeps every request and, with Record on, every event too, and on one whose recorder's code is kept from it, in turns. */
async function measureRecording(browser, url, runs) {
  const recording = await openPage(browser, url);
  await show(recording, "Observe");
  await recording.getByRole("button", { name: "Record", exact: true }).click();
  await show(recording, "Build");
  const without = await openPage(browser, url, async (page) => page.route(/run-keeper/, (route) => route.abort()));
  const pairs = [];
  const throughput = async (page) => {
    await page.bringToFront();
    const report = await load(page, { durationMs: THROUGHPUT_MS, concurrency: 4 });
    return report.ok / (THROUGHPUT_MS / 1_000);
  };
  for (let run = 0; run < runs; run += 1) {
    const bare = await throughput(without);
    const kept = await throughput(recording);
    pairs.push([100 * (1 - kept / bare), 10]);
  }
  await recording.close();
  await without.close();
  return [
    metric(
      "record-cost",
      "%",
      pairs,
      "throughput lost to recording every request and event, against the same page without its recorder; 10 is the most that is allowed",
    ),
  ];
}

function openPage(browser, url, prepare) {
  return openBenchPage(browser, url, { viewport: { width: 1440, height: 900 }, prepare });
}

function load(page, plan) {
  return page.evaluate((given) => window.coldstart.load({ function: "noop", event: { n: 1 }, pattern: "steady", seed: 1, ...given }), plan);
}

const show = (page, view) => page.getByRole("tab", { name: view, exact: true }).click();

async function timeToOpen(page) {
  await page.bringToFront();
  await show(page, "Build");
  const ms = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const tab = [...document.querySelectorAll("[role=tab]")].find((each) => each.textContent.trim() === "Observe");
    const startedMs = performance.now();
    tab.click();
    while (!document.querySelector("[aria-label=Latency]")) await frame();
    await frame();
    await frame();
    return performance.now() - startedMs;
  });
  return ms;
}

function frameTimes(page) {
  return page.evaluate(async (durationMs) => {
    const times = [];
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    let last = await frame();
    const endMs = last + durationMs;
    while (last < endMs) {
      const next = await frame();
      times.push(next - last);
      last = next;
    }
    return times;
  }, FRAMES_MS);
}

/** JavaScript objects and the buffers behind typed arrays, after a collection. */
async function heapBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + backingStorageSize;
}
