// Installs what package-lock.json asks for and node_modules does not have. Runs on a machine with Node and npm alone.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export function installMissing() {
  if (isUpToDate()) return;
  console.log("Installing packages …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error("npm ci failed. Check the connection to the npm registry, then try again.");
}

/** npm writes what it installed to node_modules/.package-lock.json. */
function isUpToDate() {
  const installed = "node_modules/.package-lock.json";
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => path === "" || entry.optional || present[path]?.version === entry.version);
}
