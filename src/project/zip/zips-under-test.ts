/** For tests: zips as no packing program makes them. Each part can be made to lie. */
import { deflateSync } from "fflate";
import { crc32 } from "../share-link/crc32.ts";

export interface FileInZip {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** In place of what it is. */
  readonly method?: number;
  readonly flags?: number;
  readonly checksum?: number;
  readonly plainBytes?: number;
  readonly packedBytes?: number;
  readonly packed?: Uint8Array;
  readonly localName?: string;
  readonly offset?: number;
  /** A Unix mode: 0o120777 is a symbolic link. */
  readonly mode?: number;
}

export interface EndOfZip {
  readonly count?: number;
  readonly disk?: number;
  readonly directoryBytes?: number;
  readonly directoryStart?: number;
  readonly comment?: string;
}

const bytesOf = (text: string | Uint8Array) => (typeof text === "string" ? new TextEncoder().encode(text) : text);

export function zipOf(files: readonly FileInZip[], end: EndOfZip = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  const sizeOf = (list: readonly Uint8Array[]) => list.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const file of files) {
    const content = bytesOf(file.content ?? "");
    const packed = file.packed ?? deflateSync(content);
    const name = bytesOf(file.name);
    const local = bytesOf(file.localName ?? file.name);
    const at = file.offset ?? sizeOf(parts);
    const common = (view: DataView, from: number) => {
      view.setUint16(from, file.flags ?? 0x800, true);
      view.setUint16(from + 2, file.method ?? 8, true);
      view.setUint32(from + 8, file.checksum ?? crc32(content), true);
      view.setUint32(from + 12, file.packedBytes ?? packed.byteLength, true);
      view.setUint32(from + 16, file.plainBytes ?? content.byteLength, true);
    };
    const head = new DataView(new ArrayBuffer(30));
    head.setUint32(0, 0x04034b50, true);
    common(head, 6);
    head.setUint16(26, local.byteLength, true);
    parts.push(new Uint8Array(head.buffer), local, packed);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint8(5, 3);
    common(entry, 8);
    entry.setUint16(28, name.byteLength, true);
    entry.setUint32(38, (file.mode ?? 0o100644) * 0x10000, true);
    entry.setUint32(42, at, true);
    central.push(new Uint8Array(entry.buffer), name);
  }
  const comment = bytesOf(end.comment ?? "");
  const tail = new DataView(new ArrayBuffer(22));
  tail.setUint32(0, 0x06054b50, true);
  tail.setUint16(4, end.disk ?? 0, true);
  tail.setUint16(8, end.count ?? files.length, true);
  tail.setUint16(10, end.count ?? files.length, true);
  tail.setUint32(12, end.directoryBytes ?? sizeOf(central), true);
  tail.setUint32(16, end.directoryStart ?? sizeOf(parts), true);
  tail.setUint16(20, comment.byteLength, true);
  return joined([...parts, ...central, new Uint8Array(tail.buffer), comment]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
