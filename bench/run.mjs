// npm run bench [-- --json]: the speed ratios of the main job, each measured beside its baseline, alternately, in one run.
// `ratio` is value / baseline for times, and the share of the baseline for throughputs; the median of the runs.
import { execSync, spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../.scripts/chromium.mjs";
import { installMissing } from "../.scripts/install.mjs";
import { serve } from "../.scripts/serve.mjs";
import { measureContainers } from "./containers.mjs";
import { measureDeploy } from "./deploy.mjs";
import { measureFirstLoad } from "./first-load.mjs";
import { measureLinkOpen } from "./link-open.mjs";
import { measureObserve } from "./observe.mjs";

const asJson = process.argv.includes("--json");
const RUNS = 5;

installMissing();
const built = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (built.status !== 0) process.exit(1);

const executablePath = await ensureChromium();
const args = ["--disable-gpu", "--disable-background-networking", "--no-first-run", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
const { url, close } = await serve({ port: 0 });

const metrics = [];
for (const measure of [measureContainers, measureDeploy, measureFirstLoad, measureLinkOpen, measureObserve]) {
  try {
    metrics.push(...(await measure({ browser, url, runs: RUNS })));
  } catch (error) {
    console.error(`${measure.name}: not measured: ${error.message}`);
  }
}

const report = {
  commit: execSync("git rev-parse --short HEAD").toString().trim(),
  chromium: browser.version(),
  cores: cpus().length,
  metrics,
};
await browser.close();
await close();
if (asJson) console.log(JSON.stringify(report));
else console.table(metrics.map(({ id, value, unit, baseline, ratio, what }) => ({ id, value, unit, baseline, ratio, what })));
