import { describe, expect, test } from "vitest";
import { Journal } from "./journal.ts";
import type { EventNote } from "./service-context.ts";

const note = (eventId: string, fate: EventNote["fate"], detail?: string): EventNote => ({
  eventId,
  at: "queue:jobs",
  fate,
  ...(detail === undefined ? {} : { detail }),
});

function written(...notes: readonly EventNote[]): Journal {
  const journal = new Journal();
  notes.forEach((each, place) => {
    journal.note(each, place);
  });
  return journal;
}

const kept = (journal: Journal): unknown => JSON.parse(JSON.stringify(journal.state()));

describe("the journal", () => {
  test("counts each event once, and says when it was accepted and how it ended", () => {
    const journal = written(note("a", "accepted"), note("b", "accepted"), note("a", "dead-lettered", "Received 3 times."));
    expect(journal.counts()).toEqual({ accepted: 2, processed: 0, deadLettered: 1, expired: 0, discarded: 0, removed: 0, waiting: 1 });
    expect(journal.recent(10)).toEqual([
      { eventId: "a", at: "queue:jobs", acceptedAtMs: 0, endedAtMs: 2, fate: "dead-lettered", detail: "Received 3 times." },
    ]);
  });

  test("the same id at another place is another event", () => {
    const journal = written(note("a", "accepted"), { ...note("a", "accepted"), at: "function:f" });
    expect(journal.counts().waiting).toBe(2);
  });

  test.each([
    ["ends and was never accepted", [note("a", "processed")], /ended as processed and was never accepted/],
    ["ends twice", [note("a", "accepted"), note("a", "processed"), note("a", "expired")], /ended as expired and was never accepted/],
    ["is accepted twice", [note("a", "accepted"), note("a", "accepted")], /accepted twice/],
  ])("throws where an event %s", (_, notes, message) => {
    expect(() => written(...notes)).toThrow(message);
  });

  test("the newest of many that ended come first, and old ones go", () => {
    const journal = new Journal();
    for (let number = 0; number < 2_000; number += 1) {
      journal.note(note(`e${number}`, "accepted"), number);
      journal.note(note(`e${number}`, "processed"), number);
    }
    expect(journal.recent(2).map(({ eventId }) => eventId)).toEqual(["e1999", "e1998"]);
    expect(journal.recent(10_000).length).toBeLessThanOrEqual(1_000);
    expect((kept(journal) as { ended: unknown[] }).ended).toHaveLength(500);
    expect(journal.counts()).toMatchObject({ accepted: 2_000, processed: 2_000, waiting: 0 });
  });

  test("counts the passes along each edge", () => {
    const journal = new Journal();
    journal.passed("bucket:photos", "function:thumbs", 1);
    journal.passed("bucket:photos", "function:thumbs", 5);
    expect(journal.passes()).toEqual([{ from: "bucket:photos", to: "function:thumbs", atMs: 5, count: 2 }]);
  });
});

describe("after a reload", () => {
  test("it goes on where it was, and is as strict", () => {
    const journal = new Journal(kept(written(note("a", "accepted"), note("b", "accepted"), note("b", "expired"))));
    journal.note(note("a", "processed"), 9);
    expect(journal.counts()).toMatchObject({ accepted: 2, processed: 1, expired: 1, waiting: 0 });
    expect(() => journal.note(note("c", "processed"), 9)).toThrow(/never accepted/);
  });

  const counts = { accepted: 3, processed: 2, deadLettered: 0, expired: 0, discarded: 0, removed: 0, waiting: 1 };
  const open = [{ eventId: "a", at: "queue:jobs", acceptedAtMs: 1, fate: "accepted" }];
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "journal"],
    ["a list", []],
    ["no lists", { counts }],
    ["counts that are none", { counts: { ...counts, processed: "2" }, open, ended: [] }],
    ["counts below zero", { counts: { ...counts, processed: -2 }, open, ended: [] }],
    ["damaged events", { counts, open: [...open, null, 7, { eventId: 1 }], ended: [] }],
    ["an event of an unknown fate", { counts, open: [{ ...open[0], fate: "constructor" }], ended: [{ fate: "toString" }] }],
    ["the same event twice", { counts, open: [...open, ...open], ended: [] }],
  ])("where %s was left, an unknown event that ends counts as accepted, and the counts add up", (_, state) => {
    const journal = new Journal(state, true);
    journal.note(note("unknown", "processed"), 5);
    const { accepted, waiting, ...ends } = journal.counts();
    expect(accepted).toBe(Object.values(ends).reduce((sum, count) => sum + count, waiting));
    expect(journal.recent(1)).toEqual([{ eventId: "unknown", at: "queue:jobs", acceptedAtMs: 5, endedAtMs: 5, fate: "processed" }]);
    expect(() => journal.note(note("b", "accepted"), 5)).not.toThrow();
    expect(() => journal.note(note("b", "accepted"), 5)).toThrow(/accepted twice/);
  });

  test("without an earlier page it is strict", () => {
    expect(() => new Journal(undefined, false).note(note("a", "processed"), 0)).toThrow(/never accepted/);
  });
});
