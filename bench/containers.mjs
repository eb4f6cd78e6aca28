// warm-roundtrip, cold-start, throughput-4: our containers beside bare workers in the very same frame.
import { openBenchPage } from "./bench-page.mjs";
import { metric } from "./median.mjs";

const ROUNDTRIPS = 300;
const COLD_STARTS = 15;
const THROUGHPUT_MS = 2_000;

export async function measureContainers({ browser, url, runs }) {
  const page = await openBenchPage(browser, url);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  await frame.evaluate(listenForBareWorkers);
  await page.evaluate(defineBareWorkers);

  const warm = [];
  const cold = [];
  const throughput = [];
  for (let run = 0; run < runs; run += 1) {
    warm.push(await page.evaluate(measureWarm, ROUNDTRIPS));
    cold.push(await page.evaluate(measureCold, COLD_STARTS));
    throughput.push(await page.evaluate(measureThroughput, THROUGHPUT_MS));
  }
  await page.close();
  return [
    metric(
      "warm-roundtrip",
      "ms",
      warm,
      "p50 of a no-op handler, 1 KB event, from dispatch to its result recorded, against a bare MessagePort echo in the same frame",
    ),
    metric(
      "cold-start",
      "ms",
      cold,
      "p50 from dispatch to handler ready, against a bare new Worker + import() of the same bundle in the same frame",
    ),
    metric(
      "throughput-4",
      "requests/s",
      throughput,
      "no-op requests a second over 4 containers, all measurements on and the screen updating, against 4 bare echo workers",
    ),
  ];
}

/** In the frame: a bare worker for each port the page sends; with `bundle`, it imports that module first and says so. */
function listenForBareWorkers() {
  addEventListener("message", (event) => {
    if (event.data?.type !== "bare-worker") return;
    const moduleUrl = event.data.bundle ? URL.createObjectURL(new Blob([event.data.bundle], { type: "text/javascript" })) : "";
    const source = `onmessage = async (event) => {
      const [port] = event.ports;
      if (event.data.moduleUrl) await import(event.data.moduleUrl);
      port.onmessage = (message) => port.postMessage(message.data);
      port.postMessage("ready");
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    worker.postMessage({ moduleUrl }, [event.ports[0]]);
    event.ports[0].onclose = () => worker.terminate();
  });
}

function defineBareWorkers() {
  window.bareWorker = (bundle) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const frame = document.querySelector("iframe");
      port1.onmessage = () => resolve(port1);
      frame.contentWindow.postMessage({ type: "bare-worker", bundle }, "*", [port2]);
    });
  window.echo = (port, message) =>
    new Promise((resolve) => {
      port.onmessage = resolve;
      port.postMessage(message);
    });
}

async function measureWarm(count) {
  const event = { n: 1, pad: "x".repeat(1_000) };
  const p50 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const time = async (deed) => {
    const times = [];
    for (let n = 0; n < count; n += 1) {
      const startedMs = performance.now();
      await deed();
      times.push(performance.now() - startedMs);
    }
    return p50(times);
  };
  const port = await window.bareWorker("");
  const text = JSON.stringify(event);
  const baseline = await time(() => window.echo(port, text));
  const value = await time(() => window.coldstart.invoke("noop", event));
  port.close();
  return [value, baseline];
}

/** The container's own bundle is a CommonJS handler; the bare worker imports the same text. */
async function measureCold(count) {
  const p50 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const bundle = "const exports = {}; exports.handler = async (event) => event.n; export const handlerModule = exports;";
  const ours = [];
  const bare = [];
  for (let n = 0; n < count; n += 1) {
    let startedMs = performance.now();
    const port = await window.bareWorker(bundle);
    bare.push(performance.now() - startedMs);
    port.close();
    await window.coldstart.reset();
    startedMs = performance.now();
    const { durationMs, coldStart } = await window.coldstart.invoke("noop", {});
    if (!coldStart) throw new Error("not a cold start");
    ours.push(performance.now() - startedMs - durationMs);
  }
  return [p50(ours), p50(bare)];
}

async function measureThroughput(durationMs) {
  const ports = await Promise.all([0, 1, 2, 3].map(() => window.bareWorker("")));
  const text = JSON.stringify({ n: 1 });
  let echoes = 0;
  const endMs = performance.now() + durationMs;
  await Promise.all(
    ports.map(async (port) => {
      while (performance.now() < endMs) {
        await window.echo(port, text);
        echoes += 1;
      }
    }),
  );
  for (const port of ports) port.close();
  const report = await window.coldstart.load({ function: "noop", event: { n: 1 }, durationMs, concurrency: 4, pattern: "steady", seed: 1 });
  return [report.ok / (durationMs / 1_000), echoes / (durationMs / 1_000)];
}
