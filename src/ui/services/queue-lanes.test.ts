import { describe, expect, it } from "vitest";
import type { MessageView } from "../../platform/services/services-view.ts";
import { hiddenShare, lanesOf, numbered, receiveWords, timeWords } from "./queue-lanes.ts";

function message(change: Partial<MessageView>): MessageView {
  return { messageId: "m", body: "", state: "waiting", sentAtMs: 0, receiveCount: 0, attributes: {}, ...change };
}

describe("a queue's lanes", () => {
  it("puts delayed messages behind those that can be had", () => {
    const messages = [
      message({ messageId: "late", state: "delayed" }),
      message({ messageId: "gone", state: "in-flight" }),
      message({ messageId: "now" }),
    ];
    const { waiting, inFlight } = lanesOf({ messages });
    expect(waiting.map(({ messageId }) => messageId)).toEqual(["now", "late"]);
    expect(inFlight.map(({ messageId }) => messageId)).toEqual(["gone"]);
  });

  it.each([
    [message({ state: "in-flight", untilMs: 34_000 }), "back in 0:24"],
    [message({ state: "in-flight", untilMs: 9_000 }), "back in 0:00"],
    [message({ state: "delayed", untilMs: 70_001 }), "in 1:01"],
    [message({ sentAtMs: 4_000 }), "for 0:06"],
  ])("says each one's time", (each, words) => expect(timeWords(each, 10_000)).toBe(words));

  it("shows how much of the hidden time is left, never more than all or less than none", () => {
    expect(hiddenShare({ untilMs: 25_000 }, 10_000, 30_000)).toBe(0.5);
    expect(hiddenShare({ untilMs: 99_000 }, 10_000, 30_000)).toBe(1);
    expect(hiddenShare({ untilMs: 5_000 }, 10_000, 30_000)).toBe(0);
    expect(hiddenShare({ untilMs: 25_000 }, 10_000, 0)).toBe(0);
  });

  it("counts receives against the limit where there is one", () => {
    expect([receiveWords(0, 3), receiveWords(2, 3), receiveWords(1, undefined), receiveWords(4, undefined)]).toEqual([
      "",
      "receive 2 of 3",
      "received once",
      "received 4 times",
    ]);
  });

  it("numbers every place in a copy", () => expect(numbered("{n} of {n}, $&", 3)).toBe("3 of 3, $&"));
});
