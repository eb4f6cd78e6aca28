// Finds a Chromium for the browser tests: an installed one, else Playwright's own, else the system's package manager's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const INSTALLED = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

const run = (command, args) =>
  spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" }).status === 0;
const findInstalled = () => INSTALLED.find((path) => path && existsSync(path));

/** The path of a Chromium; undefined means Playwright's own. Throws, with what to do, when there is none to be had. */
export async function ensureChromium() {
  const installed = findInstalled();
  if (installed) return installed;
  if (await hasPlaywrightChromium()) return undefined;
  console.log("No Chromium found: asking Playwright for its own …");
  if (run("npx", ["playwright", "install", "chromium"]) && (await hasPlaywrightChromium())) return undefined;
  if (process.platform === "linux" && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    console.log("Asking the system's package manager for Chromium …");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  }
  const found = findInstalled();
  if (found) return found;
  throw new Error("No Chromium to test in. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.");
}

async function hasPlaywrightChromium() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}
