/**
 * What a zip says is in it: its central directory, read before a byte of a file is. Whatever could not be the plain files
 * of a set-up is refused here: encryption, links, overlapping files, sizes and counts beyond any project.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { type Parsed, type Refused, refuse } from "../../platform/triggers/parsed.ts";

/** Ours: several times the largest project. */
export const MAX_ZIP_BYTES = 50_000_000;
const MAX_ENTRIES = 3_000;
const MAX_NAME_BYTES = 1_000;

export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly checksum: number;
  readonly plainBytes: number;
  /** As it lies in the zip. */
  readonly packed: Uint8Array;
}

const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const MAX_COMMENT_BYTES = 0xffff;
/** Bits of the flags: the file is encrypted; strongly; its header too. */
const ENCRYPTED = (1 << 0) | (1 << 6) | (1 << 13);
const STORED = 0;
const DEFLATED = 8;
/** Made on Unix or macOS: the upper half of the attributes is the file's mode. */
const UNIX_HOSTS = [3, 19];
const FILE_TYPE = 0xf000;
const ORDINARY_TYPES = [0, 0x4000, 0x8000];

export function readDirectory(zip: Uint8Array): Parsed<readonly ZipEntry[]> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (zip.byteLength < END.bytes || (view.getUint16(0, true) !== 0x4b50 && endOf(view) === undefined))
    return refuse("zip-none", "This is not a zip.", "Choose a zip that Coldstart made.");
  const end = endOf(view);
  if (end === undefined) return damaged("its end is missing");
  const [disks, count, size, start] = [
    view.getUint32(end + 4, true),
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ];
  if (count === 0xffff || size === 0xffff_ffff || start === 0xffff_ffff)
    return refuse("zip-64", "This is a zip64, which is made for more than 4 GB or 65,535 files.", "Pack it as an ordinary zip.");
  if (disks !== 0 || view.getUint16(end + 8, true) !== count)
    return refuse("zip-parts", "This is one of several parts.", "Pack it as one zip.");
  if (count > MAX_ENTRIES)
    return refuse("zip-too-many", `It holds ${count.toLocaleString("en-US")} files, of at most ${said(MAX_ENTRIES)}.`, SMALLER);
  if (start + size > end) return damaged("its list of files is cut off");
  return readEntries(zip, view, { count, start, end: start + size });
}

interface Extent {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

function readEntries(zip: Uint8Array, view: DataView, { count, start, end }: Extent): Parsed<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  const lies: (readonly [from: number, to: number])[] = [];
  let at = start;
  let plainBytes = 0;
  for (let read = 0; read < count; read += 1) {
    if (at + CENTRAL.bytes > end || view.getUint32(at, true) !== CENTRAL.signature) return damaged("its list of files cannot be read");
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + CENTRAL.bytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return damaged("its list of files cannot be read");
    const entry = readEntry(zip, view, at, start);
    if (!entry.ok) return entry;
    plainBytes += entry.value.plainBytes;
    if (plainBytes > MAX_ZIP_BYTES) return tooLarge();
    const { byteOffset, byteLength } = entry.value.packed;
    lies.push([view.getUint32(at + 42, true), byteOffset - zip.byteOffset + byteLength]);
    entries.push(entry.value);
    at = next;
  }
  if (at !== end) return damaged("its list of files holds something else too");
  lies.sort(([one], [other]) => one - other);
  const shared = lies.some(([from], place) => from < (lies[place - 1]?.[1] ?? 0));
  return shared ? damaged("two of its files are the same bytes") : { ok: true, value: entries };
}

function readEntry(zip: Uint8Array, view: DataView, at: number, filesEnd: number): Parsed<ZipEntry> {
  const nameBytes = view.getUint16(at + 28, true);
  if (nameBytes > MAX_NAME_BYTES) return refuse("zip-name", "A file in it has a name of more than 1,000 bytes.", "Give it a shorter one.");
  const rawName = zip.subarray(at + CENTRAL.bytes, at + CENTRAL.bytes + nameBytes);
  const name = textOf(rawName);
  if (name === undefined) return refuse("zip-name", "A file in it has a name that is not UTF-8.", "Pack it with UTF-8 names.");
  const method = view.getUint16(at + 10, true);
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0)
    return refuse("zip-encrypted", `${quoted(name)} is encrypted.`, "Pack it without a password.");
  if (method !== STORED && method !== DEFLATED)
    return refuse(
      "zip-method",
      `${quoted(name)} is packed by method ${method}, which this page cannot read.`,
      "Pack it as an ordinary zip.",
    );
  const type = UNIX_HOSTS.includes(view.getUint8(at + 5)) ? (view.getUint32(at + 38, true) >>> 16) & FILE_TYPE : 0;
  if (!ORDINARY_TYPES.includes(type))
    return refuse("zip-link", `${quoted(name)} is a link or a device, not a file.`, "Put the file itself in.");
  const [packedBytes, plainBytes, local] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  if (packedBytes === 0xffff_ffff || plainBytes === 0xffff_ffff || local === 0xffff_ffff)
    return refuse("zip-64", `${quoted(name)} is kept as zip64, which is made for more than 4 GB.`, "Pack it as an ordinary zip.");
  if (plainBytes > MAX_ZIP_BYTES) return tooLarge();
  if (method === STORED && packedBytes !== plainBytes) return damaged(`${quoted(name)} has two sizes`);
  if (local + LOCAL.bytes > filesEnd || view.getUint32(local, true) !== LOCAL.signature)
    return damaged(`${quoted(name)} is not where it should be`);
  const localNameBytes = view.getUint16(local + 26, true);
  const from = local + LOCAL.bytes + localNameBytes + view.getUint16(local + 28, true);
  if (from + packedBytes > filesEnd) return damaged(`${quoted(name)} is cut off`);
  // Two readers must not see two different files.
  if (!sameBytes(zip.subarray(local + LOCAL.bytes, local + LOCAL.bytes + localNameBytes), rawName))
    return damaged(`${quoted(name)} has two names`);
  return {
    ok: true,
    value: {
      ...{ name, isDeflated: method === DEFLATED, checksum: view.getUint32(at + 16, true), plainBytes },
      packed: zip.subarray(from, from + packedBytes),
    },
  };
}

/** The end record closes the file, but for a comment as long as it says. */
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END.bytes;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at -= 1)
    if (view.getUint32(at, true) === END.signature && view.getUint16(at + 20, true) === last - at) return at;
  return undefined;
}

export function damaged(what: string): Refused {
  return refuse("zip-damaged", `The zip is damaged: ${what}.`, "Download or copy it once more.");
}

const SMALLER = "Leave out what the functions do not need: node_modules, builds, pictures.";

export function tooLarge(): Refused {
  return refuse("zip-too-large", `Its files hold more than ${said(MAX_ZIP_BYTES / 1_000_000)} MB.`, SMALLER);
}

function said(amount: number): string {
  return amount.toLocaleString("en-US");
}

/** A name as it can stand in a sentence, whatever it is. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}…` : name);
}

export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, place) => byte === other[place]);
}
