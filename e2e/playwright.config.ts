import { defineConfig } from "@playwright/test";

/** Root needs --no-sandbox; memory measurement answers promptly instead of after the next garbage collection. */
const args = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--enable-blink-features=ForceEagerMeasureMemory",
];
/**
 * Two pages of Chromium's own address bar, loaded for each window though no test shows it: a third of what a page costs.
 * A list of ours replaces Playwright's, so its own stand here, too.
 */
const UNUSED = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];
args.push(`--disable-features=${UNUSED.join(",")}`);
if (process.getuid?.() === 0) args.push("--no-sandbox");

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Each test drives real workers: two pages at a time is what two cores bear.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    // Keeping the page for a time without a network is work beside each test's own; the specs that are about it allow it.
    serviceWorkers: "block",
    launchOptions: { args, ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}) },
    // What was done and said, and how it looked in the end: pictures of every step would take a third of the time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
  },
  globalSetup: "./serve-build.ts",
});
