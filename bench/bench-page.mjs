// A page with one no-op function, deployed and warm: what every measurement of the platform begins with.
const NO_OP = "exports.handler = async (event) => event.n;";

export async function openBenchPage(browser, url, { viewport, prepare = async () => {} } = {}) {
  const page = await browser.newPage(viewport ? { viewport } : {});
  await prepare(page);
  await page.goto(url);
  await page.waitForFunction(() => "coldstart" in window);
  await page.evaluate(async (code) => {
    await window.coldstart.ready;
    await window.coldstart.project.open({
      name: "bench",
      functions: [{ name: "noop", runtime: "javascript", files: { "index.js": code }, timeoutMs: 60_000 }],
    });
    await window.coldstart.deploy();
    await window.coldstart.invoke("noop", {});
  }, NO_OP);
  return page;
}
