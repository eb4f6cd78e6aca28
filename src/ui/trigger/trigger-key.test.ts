import { describe, expect, test } from "vitest";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import { keyedTriggers, triggerOfKey } from "./trigger-key.ts";

const http: Trigger = { type: "http", method: "GET", path: "/a", payloadFormat: "2.0" };
const upload: Trigger = { type: "upload", bucket: "photos", events: ["created"], prefix: "raw/", suffix: "" };
const schedule: Trigger = { type: "schedule", expression: "rate(1 day)", timeZone: "UTC", enabled: true };

describe("keys", () => {
  test("two on the same source are told apart; places are those among all", () => {
    const keyed = keyedTriggers([http, upload, schedule, { ...upload, prefix: "new/" }]);
    expect(keyed.map(({ key, place }) => [key, place])).toEqual([
      ["http:GET /a", 0],
      ["upload:photos", 1],
      ["schedule:rate(1 day)", 2],
      ["upload:photos#2", 3],
    ]);
  });

  test("a key outlives the removal of another trigger, and a change of the other settings", () => {
    expect(triggerOfKey([schedule], "schedule:rate(1 day)")?.place).toBe(0);
    expect(triggerOfKey([{ ...upload, suffix: ".jpg" }], "upload:photos")?.trigger).toMatchObject({ suffix: ".jpg" });
  });

  test.each([[undefined], ["upload:gone"], [""]])("%j is none", (key) => {
    expect(triggerOfKey([http, upload], key)).toBeUndefined();
  });
});
