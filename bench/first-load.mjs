// first-load: compressed bytes before the first Send can be pressed, and the time to it beside an empty page from the same server.
import { createServer } from "node:http";
import { metric } from "./median.mjs";

export async function measureFirstLoad({ browser, url, runs }) {
  const empty = await serveEmptyPage();
  const pairs = [];
  const bytes = [];
  for (let run = 0; run < runs; run += 1) {
    const loaded = await load(browser, url, (page) => page.getByRole("button", { name: /send/i }).first().isEnabled());
    const bare = await load(browser, empty.url, () => Promise.resolve(true));
    pairs.push([loaded.ms, bare.ms]);
    bytes.push([loaded.bytes / 1_000, 250]);
  }
  empty.close();
  return [
    metric("first-load", "kB", bytes, "compressed bytes received before the first Send can be pressed, against the budget of 250 kB"),
    metric("first-load-time", "ms", pairs, "time until the first Send can be pressed, against an empty page from the same machine"),
  ];
}

async function load(browser, url, isReady) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const startedMs = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  if (url.includes("empty")) await page.waitForLoadState("load");
  else await page.getByRole("button", { name: /send/i }).first().waitFor();
  await isReady(page);
  const ms = performance.now() - startedMs;
  const received = bytes;
  await context.close();
  return { ms, bytes: received };
}

function serveEmptyPage() {
  const server = createServer((_request, response) =>
    response.setHeader("content-type", "text/html").end("<!doctype html><title>empty</title>"),
  );
  return new Promise((resolve) =>
    server.listen(0, "localhost", () => resolve({ url: `http://localhost:${server.address().port}/empty`, close: () => server.close() })),
  );
}
