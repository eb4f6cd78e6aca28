/** Reads what came up the frame's control port; as strict as parse-container.ts. */
import type { FromFrame } from "./from-frame.ts";
import { isCount, isRecord, isText, type Parsed, refuse } from "./parse.ts";

const MAX_CONTAINERS = 10_000;

export function parseFromFrame(data: unknown): Parsed<FromFrame> {
  if (!isRecord(data)) return refuse("not an object");
  switch (data.type) {
    case "ready":
      if (!isCount(data.protocol) || (data.freezeMode !== "blocking" && data.freezeMode !== "held-timers"))
        return refuse("ready: bad fields");
      return { ok: true, value: { type: "ready", protocol: data.protocol, freezeMode: data.freezeMode } };
    case "pong":
      return isCount(data.serial) ? { ok: true, value: { type: "pong", serial: data.serial } } : refuse("pong: bad serial");
    case "container-broken":
      if (!isText(data.containerId, 40) || !isText(data.message, 10_000)) return refuse("container-broken: bad fields");
      return { ok: true, value: { type: "container-broken", containerId: data.containerId, message: data.message } };
    case "memory-measured":
      return parseMemory(data.bytes);
    default:
      return refuse("unknown message");
  }
}

function parseMemory(bytes: unknown): Parsed<FromFrame> {
  if (!Array.isArray(bytes) || bytes.length > MAX_CONTAINERS) return refuse("memory-measured: bad list");
  const read: (readonly [string, number])[] = [];
  for (const entry of bytes) {
    if (!Array.isArray(entry) || !isText(entry[0], 40) || !isCount(entry[1])) return refuse("memory-measured: bad entry");
    read.push([entry[0], entry[1]]);
  }
  return { ok: true, value: { type: "memory-measured", bytes: read } };
}
