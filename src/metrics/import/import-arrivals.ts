/** Reads pasted text as arrivals: CloudWatch REPORT lines, or a CSV of timestamps, whichever it is. */
import type { Imported, ImportOptions } from "./imported.ts";

export function importArrivals(_text: string, _options: ImportOptions): Imported {
  throw new Error("Not written yet.");
}
