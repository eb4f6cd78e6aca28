import { expect, test } from "vitest";
import type { TraceNote } from "../platform/services/trace-note.ts";
import { TraceLedger } from "./trace-ledger.ts";

const AT = "queue:jobs" as const;
const accepted = (eventId: string, more: object = {}) => ({ type: "accepted", atMs: 1, at: AT, eventId, ...more }) as const;
const ended = (eventId: string, more: object = {}) => ({ type: "ended", atMs: 1, at: AT, eventId, fate: "processed", ...more }) as const;
const delivered = (eventIds: readonly string[], attempt: number) =>
  ({ type: "delivered", atMs: 1, at: AT, eventIds, functionName: "f", requestId: "r1", attempt }) as const;
const byEvent = (eventId: string) => ({ cause: { type: "event", at: AT, eventId } });

function ledgerOf(...notes: readonly TraceNote[]): TraceLedger {
  const ledger = new TraceLedger();
  ledger.requested("r1");
  for (const note of notes) ledger.note(note);
  return ledger;
}

test.each<[string, RegExp, readonly TraceNote[]]>([
  ["an end of what was not accepted", /was not accepted/, [ended("a")]],
  ["a second end", /ended twice/, [accepted("a"), ended("a"), ended("a")]],
  ["a second acceptance", /accepted twice/, [accepted("a"), accepted("a")]],
  ["a delivery of nothing", /which was not accepted/, [delivered(["a"], 1)]],
  ["an attempt that does not rise", /it is the 2\./, [accepted("a"), delivered(["a"], 1), delivered(["a"], 1)]],
  ["an attempt too far", /it is the 1\./, [accepted("a"), delivered(["a"], 2)]],
  [
    "a batch whose attempt is not the highest",
    /it is the 2\./,
    [accepted("a"), accepted("b"), delivered(["a"], 1), delivered(["a", "b"], 1)],
  ],
  ["a request that is not known", /names a cause/, [accepted("a", { cause: { type: "request", requestId: "r2" } })]],
  ["an event that comes later", /names a cause/, [accepted("a", byEvent("b")), accepted("b")]],
  ["itself as its cause", /names a cause/, [accepted("a", byEvent("a"))]],
  ["time that goes back", /came after/, [accepted("a", { atMs: 2 }), accepted("b")]],
  ["being told again without a reload", /did not wait/, [accepted("a"), accepted("a", { sinceMs: 1 })]],
])("%s is refused", (_, refusal, notes) => {
  expect(() => ledgerOf(...notes)).toThrow(refusal);
});

test.each<[string, RegExp | undefined, readonly TraceNote[]]>([
  ["as it was", undefined, [accepted("a", { sinceMs: 1, cause: { type: "request", requestId: "r1" } })]],
  ["without its cause", /another cause/, [accepted("a", { sinceMs: 1 })]],
  ["at another moment", /was accepted at 1, not at 7/, [accepted("a", { sinceMs: 7, cause: { type: "request", requestId: "r1" } })]],
  ["not at all", /does not tell of it/, []],
  ["though it had ended", /did not wait/, [accepted("b", { sinceMs: 1 })]],
])("after a reload, what waits is told %s", (_, refusal, notes) => {
  const ledger = ledgerOf(accepted("a", { cause: { type: "request", requestId: "r1" } }), accepted("b"), ended("b"));
  const reload = () => ledger.reload(() => notes.forEach((note) => void ledger.note(note)));
  if (refusal) expect(reload).toThrow(refusal);
  else expect(reload).not.toThrow();
});

test("a chain leads back to the request", () => {
  const ledger = ledgerOf(
    accepted("a", { cause: { type: "request", requestId: "r1" } }),
    accepted("b", byEvent("a")),
    accepted("c", byEvent("b")),
  );
  expect(ledger.chainOf({ at: AT, eventId: "c" })).toEqual(["queue:jobs c", "queue:jobs b", "queue:jobs a", "request r1"]);
  expect(ledger.caused()).toBe(3);
});
