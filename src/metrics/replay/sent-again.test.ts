import { expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { RecordedArrival, Recording } from "./recording.ts";
import { mostAtOnce, sentAgain } from "./sent-again.ts";

const arrival = (change: Partial<RecordedArrival> = {}): RecordedArrival => ({
  offsetMs: 0,
  functionName: "f",
  trigger: "http",
  status: "ok",
  eventRef: 0,
  ...change,
});
const recording = (arrivals: readonly RecordedArrival[], events: readonly string[] = ["{}"]) => ({ arrivals, events }) as Recording;

test("what is sent, and what is left out and why", () => {
  const { eventRef: _, ...noEvent } = arrival();
  const all = [
    arrival({ offsetMs: 1 }),
    arrival({ offsetMs: 2, trigger: "queue", eventRef: 1 }),
    arrival({ caused: true }),
    arrival({ functionName: "gone" }),
    arrival({ eventRef: 2 }),
    arrival({ eventRef: 9 }),
    noEvent,
  ];
  expect(sentAgain(recording(all, ["{}", "null", '{"cut": "her']), ["f", "g"])).toEqual({
    arrivals: [
      { offsetMs: 1, functionName: "f", trigger: "http", event: "{}" },
      { offsetMs: 2, functionName: "f", trigger: "queue", event: "null" },
    ],
    caused: 1,
    withoutFunction: 1,
    withoutEvent: 3,
  });
});

test.each([1, 2, 3, 4])("how many ran at once, against counting them at each arrival, seed %i", (seed) => {
  const random = seededRandom(seed);
  const arrivals = Array.from({ length: 200 }, () =>
    arrival({ offsetMs: Math.floor(random() * 1_000), durationMs: 1 + Math.floor(random() * 30) }),
  ).sort((a, b) => a.offsetMs - b.offsetMs);
  const naive = Math.max(
    ...arrivals.map(
      (each, place) =>
        arrivals.filter(
          (other, at) => at <= place && other.offsetMs <= each.offsetMs && other.offsetMs + (other.durationMs ?? 0) > each.offsetMs,
        ).length,
    ),
  );
  expect(mostAtOnce(recording(arrivals))).toBe(naive);
});

test("of nothing, one at once", () => expect(mostAtOnce(recording([]))).toBe(1));
