/** The Range of a GetObject: one range of bytes. As S3 does, several ranges, or what is no range, give the whole object. */
import { invalidRange } from "./s3-errors.ts";

/** Both ends are part of it, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Undefined: the whole object. Throws where no byte of the object is asked for. */
export function byteRange(range: unknown, sizeBytes: number): ByteRange | undefined {
  const [, first = "", last = ""] = (typeof range === "string" && /^bytes=(\d*)-(\d*)$/.exec(range.trim())) || [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start >= sizeBytes || end < start) throw invalidRange(String(range), sizeBytes);
  return { start, end };
}
