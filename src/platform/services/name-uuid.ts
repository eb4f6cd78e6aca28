/** A UUID that belongs to a name and stays the same: ids of what a project describes and AWS would have made once. */
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { utf8Bytes } from "../triggers/http-bytes.ts";

export function nameUuid(name: string): string {
  const hex = bytesToHex(md5(utf8Bytes(name)));
  const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? "8";
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
