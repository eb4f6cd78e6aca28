/** node:zlib: gzip, deflate and their opposites over pako's port of zlib. Brotli and Zstandard are not here, and say so. */
import { throwingExports } from "../gaps.ts";
import { callbackCall, type StreamClass, syncCall } from "../zlib/calls.ts";
import { codes, constants, legacyConstants } from "../zlib/constants.ts";
import { crc32 } from "../zlib/crc32.ts";
import { Mode, type ZlibOptions } from "../zlib/options.ts";
import { Deflate, DeflateRaw, Gunzip, Gzip, Inflate, InflateRaw, Unzip } from "../zlib/streams.ts";

const CLASSES: readonly (readonly [string, Mode, StreamClass])[] = [
  ["Deflate", Mode.Deflate, Deflate],
  ["Inflate", Mode.Inflate, Inflate],
  ["Gzip", Mode.Gzip, Gzip],
  ["Gunzip", Mode.Gunzip, Gunzip],
  ["DeflateRaw", Mode.DeflateRaw, DeflateRaw],
  ["InflateRaw", Mode.InflateRaw, InflateRaw],
  ["Unzip", Mode.Unzip, Unzip],
];

const zlib: Record<string, unknown> = { ...throwingExports("zlib"), crc32 };

for (const [name, mode, Class] of CLASSES) {
  const call = name.charAt(0).toLowerCase() + name.slice(1);
  zlib[name] = Class;
  zlib[call] = callbackCall(call, mode, Class);
  zlib[`${call}Sync`] = syncCall(`${call}Sync`, mode, Class);
  zlib[`create${name}`] = (options?: ZlibOptions) => new Class(options);
}

zlib.constants = constants;
zlib.codes = codes;
for (const [name, value] of Object.entries(legacyConstants)) Object.defineProperty(zlib, name, { value, enumerable: false });

export default zlib;
