/** Runs to files and back, in this browser: packed with gzip where it pays, and bounded when unpacked, as a file is anybody's. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { readRun } from "../../../metrics/run-file/read-run.ts";
import { RUN_FILE_ENDING } from "../../../metrics/run-file/run-file.ts";
import { writeRun } from "../../../metrics/run-file/write-run.ts";
import { type Parsed, refuse } from "../../../platform/triggers/parsed.ts";
import { fileName } from "../../shared/save-file.ts";

/** Below this, a file that can be read by eye is worth more than a smaller one. */
const PACKED_FROM_CHARS = 1_000_000;
/** Characters of the text: a few million requests. Engines hold no text much longer. */
const MOST_CHARS = 400_000_000;
const GZIP = [0x1f, 0x8b] as const;

export const RUN_FILE_TYPES = `${RUN_FILE_ENDING},.json,.gz`;

export interface RunFileOnDisk {
  readonly name: string;
  readonly blob: Blob;
}

export async function fileOfRun(run: ObservedRun, projectName: string): Promise<RunFileOnDisk> {
  const text = writeRun(run);
  const name = fileName(`${projectName} ${run.name}`, RUN_FILE_ENDING.slice(1), new Date(run.untilMs));
  const plain = new Blob([text], { type: "application/json" });
  if (text.length < PACKED_FROM_CHARS || typeof CompressionStream === "undefined") return { name, blob: plain };
  const packed = await new Response(plain.stream().pipeThrough(new CompressionStream("gzip"))).blob();
  return { name: `${name}.gz`, blob: new Blob([packed], { type: "application/gzip" }) };
}

/** Never rejects: what cannot be read is a problem in words. */
export async function runOfFile(file: Blob, id: string): Promise<Parsed<ObservedRun>> {
  try {
    const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const isPacked = GZIP.every((byte, place) => start[place] === byte);
    const text = await textOf(isPacked ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream());
    if (text === undefined)
      return refuse("too-large", "This file holds more than this page can take.", "Save a shorter stretch of the run.");
    return readRun(text, id);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse("unreadable", `This file cannot be read: ${why}`, "Open another copy of it.");
  }
}

/** undefined where it is longer than a page can take. */
async function textOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string | undefined> {
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  let chars = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return parts.join("");
    chars += value.length;
    if (chars > MOST_CHARS) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
