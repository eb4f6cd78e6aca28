/** For tests: entries of a history, as few words as they can be told in. */
import { starterFunction } from "../starter.ts";
import type { EditReason, HistoryEntry } from "./history-entry.ts";

interface Told {
  readonly atMs: number;
  readonly functionName?: string;
  /** Of a version; else it is an edit. */
  readonly number?: number;
  readonly reason?: EditReason;
  readonly chars?: number;
  readonly hashes?: Readonly<Record<string, string>>;
}

let serial = 0;

export function entry({ atMs, functionName = "hello", number, reason = { type: "typed" }, chars = 10, hashes = {} }: Told): HistoryEntry {
  const { files: _, ...settings } = starterFunction();
  serial += 1;
  return {
    id: `${String(atMs).padStart(15, "0")}-${serial}`,
    atMs,
    chars,
    functionName,
    definition: { ...settings, name: functionName, hashes: { "index.ts": `hash-${serial}`, ...hashes } },
    kept: number === undefined ? { type: "edit", reason } : { type: "version", number, packageBytes: 900 },
  };
}
