import { expect, test } from "vitest";
import { parseFromFrame } from "./parse-frame.ts";

test.each([
  { type: "ready", protocol: 1, freezeMode: "blocking" },
  { type: "pong", serial: 7 },
  { type: "container-broken", containerId: "c-01", message: "no script" },
  { type: "memory-measured", bytes: [["c-01", 1_000_000]] },
])("$type is read whole", (message) => {
  expect(parseFromFrame(message)).toEqual({ ok: true, value: message });
});

test.each([
  ["null", null],
  ["an unknown type", { type: "completed" }],
  ["a mode of its own", { type: "ready", protocol: 1, freezeMode: "never" }],
  ["a serial below nothing", { type: "pong", serial: -1 }],
  ["a message without end", { type: "container-broken", containerId: "c-01", message: "x".repeat(20_000) }],
  ["bytes that are no number", { type: "memory-measured", bytes: [["c-01", "many"]] }],
  ["a list without end", { type: "memory-measured", bytes: Array.from({ length: 20_000 }, () => ["c", 1]) }],
])("%s is refused", (_name, message) => {
  expect(parseFromFrame(message).ok).toBe(false);
});
