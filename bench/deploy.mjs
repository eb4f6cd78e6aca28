// deploy-incremental: a changed character to a runnable bundle, beside esbuild-wasm's own time for the same files.
import { metric, quantile } from "./median.mjs";

const DEPLOYS = 20;

export async function measureDeploy({ browser, url, runs }) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => "coldstart" in window);
  await page.evaluate(() => window.coldstart.ready);
  const pairs = [];
  for (let run = 0; run < runs; run += 1) {
    const times = await page.evaluate(deployChanged, { count: DEPLOYS, run });
    pairs.push([
      quantile(
        times.map(({ buildMs }) => buildMs),
        0.5,
      ),
      quantile(
        times.map(({ esbuildMs }) => esbuildMs),
        0.5,
      ),
    ]);
  }
  await page.close();
  return [
    metric(
      "deploy-incremental",
      "ms",
      pairs,
      "p50 from a changed character to a runnable bundle of a 3-file TypeScript function, against esbuild-wasm's own time for the same build",
    ),
  ];
}

async function deployChanged({ count, run }) {
  const times = [];
  for (let n = 0; n <= count; n += 1) {
    const files = {
      "index.ts": `import { greet } from "./greet";\nimport { pad } from "./pad";\nexport const handler = async (event: { name?: string }) => ({ statusCode: 200, body: pad(greet(event.name ?? "${run}-${n}")) });\n`,
      "greet.ts": "export const greet = (name: string): string => `Hello ${name}`;\n",
      "pad.ts": 'export const pad = (text: string, width = 20): string => text.padEnd(width, ".");\n',
    };
    await window.coldstart.project.open({ name: "bench", functions: [{ name: "three", runtime: "typescript", files }] });
    const [deployed] = await window.coldstart.deploy();
    if (n > 0) times.push({ buildMs: deployed.buildMs, esbuildMs: deployed.esbuildMs });
  }
  return times;
}
