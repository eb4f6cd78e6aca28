/** The digests SQS answers with, which the SDK checks: MD5 of a body and of message attributes, SHA-256 for content-based deduplication. */
import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesFromBase64, utf8Bytes } from "../../triggers/http-bytes.ts";
import type { MessageAttribute, MessageAttributes } from "./received-message.ts";

export const md5OfText = (text: string): string => bytesToHex(md5(utf8Bytes(text)));
export const sha256OfText = (text: string): string => bytesToHex(sha256(utf8Bytes(text)));

export const isBinary = (attribute: MessageAttribute): boolean => attribute.DataType.split(".")[0] === "Binary";

export function bytesOfValue(attribute: MessageAttribute): Uint8Array {
  return isBinary(attribute) ? (bytesFromBase64(attribute.BinaryValue ?? "") ?? new Uint8Array()) : utf8Bytes(attribute.StringValue ?? "");
}

/** In four bytes, the highest first. */
const lengthOf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.of(bytes.length >>> 24, bytes.length >>> 16, bytes.length >>> 8, bytes.length);

/**
 * Undefined when there are none. Names in ascending order; of each its name, its data type, 1 for text or 2 for bytes, its value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const digest = md5.create();
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    const add = (bytes: Uint8Array) => digest.update(lengthOf(bytes)).update(bytes);
    add(utf8Bytes(name));
    add(utf8Bytes(attribute.DataType));
    digest.update(Uint8Array.of(isBinary(attribute) ? 2 : 1));
    add(bytesOfValue(attribute));
  }
  return bytesToHex(digest.digest());
}
