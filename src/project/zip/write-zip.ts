/** A set-up as a zip: what `setupOfZip` reads, and a person too. */
import { strToU8, zipSync } from "fflate";
import { folderOf } from "../folder.ts";
import type { Setup } from "../setup/setup.ts";
import { README_FILE, readmeOf } from "./zip-readme.ts";

/** The years that a zip can write down, and a day for time zones. */
const EARLIEST_MS = Date.UTC(1980, 0, 2);
const LATEST_MS = Date.UTC(2099, 11, 30);

export function zipOfSetup(setup: Setup, nowMs: number): Uint8Array<ArrayBuffer> {
  const files = { [README_FILE]: readmeOf(setup.project), ...folderOf(setup) };
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: Math.min(Math.max(nowMs, EARLIEST_MS), LATEST_MS) });
}
