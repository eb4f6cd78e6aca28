// npm test: installs what is missing (a Chromium too), then types, lint, unit tests, a build, and browser tests.
// Closes with one line over all of them: "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { installMissing } from "./install.mjs";

const REPORTS = "node_modules/.cache/test-reports";
let passed = 0;
let failed = 0;

installMissing();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

await check("types", ["node_modules/typescript/bin/tsc", "-b"]);
await check("lint", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"]);
await suite(
  "unit tests",
  ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORTS}/unit.json`],
  countUnit,
);
if (await check("build", ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"])) await browserTests();

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function browserTests() {
  const { ensureChromium } = await import("./chromium.mjs");
  let chromium;
  try {
    chromium = await ensureChromium();
  } catch (error) {
    console.error(String(error.message));
    failed += 1;
    return;
  }
  const env = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${process.cwd()}/${REPORTS}/browser.json`,
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
  };
  await suite(
    "browser tests",
    ["node_modules/@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
    countBrowser,
    env,
  );
}

/** One check that either holds or does not. */
async function check(name, args) {
  const ok = (await run(name, args)) === 0;
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

/** A suite counts its own tests; one that could not say counts as one failure. */
async function suite(name, args, count, env = process.env) {
  const code = await run(name, args, env);
  let counted = { passed: 0, failed: 0 };
  try {
    counted = count();
  } catch {
    console.error(`${name}: no report was written.`);
  }
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed === 0 && (code !== 0 || counted.passed === 0)) failed += 1;
}

function countUnit() {
  const report = JSON.parse(readFileSync(`${REPORTS}/unit.json`, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function countBrowser() {
  const { stats } = JSON.parse(readFileSync(`${REPORTS}/browser.json`, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

function run(name, args, env = process.env) {
  console.log(`\n== ${name}`);
  return new Promise((resolve) => spawn(process.execPath, args, { stdio: "inherit", env }).once("exit", (code) => resolve(code ?? 1)));
}
