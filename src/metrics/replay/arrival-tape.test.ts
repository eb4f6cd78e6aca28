import { expect, test } from "vitest";
import { httpEvent, PLAYGROUND_API } from "../../platform/triggers/http-event.ts";
import type { RouteMatch } from "../../platform/triggers/http-routes.ts";
import { ArrivalTape } from "./arrival-tape.ts";

const match: RouteMatch = { functionName: "f", routeKey: "GET /a", pathParameters: {} } as unknown as RouteMatch;
const http = (place: number) =>
  JSON.stringify(
    httpEvent({ method: "GET", path: "/a", query: "", headers: [] }, match, PLAYGROUND_API, {
      requestId: `id-${place}`,
      atMs: 1_700_000_000_000 + place * 1_000,
      sourceIp: "203.0.113.7",
      traceHeader: `Root=1-${place}`,
    }),
  );

test("the same event is kept once, and so is an HTTP request that came again", () => {
  const tape = new ArrivalTape();
  for (let place = 0; place < 50; place += 1) {
    tape.add(`a-${place}`, '{"n":1}');
    tape.add(`h-${place}`, http(place));
  }
  tape.add("other", '{"n":2}');
  expect(tape.counts()).toMatchObject({ arrivals: 101, events: 3, withoutEvent: 0 });
  expect(new Set(tape.known().map(({ event }) => event)).size).toBe(3);
  expect(tape.known()).toHaveLength(101);
});

test("beyond the room there is, arrivals are counted, and what fits is still taken", () => {
  const tape = new ArrivalTape(10, 4);
  for (const event of ["12345", "1234567", "123", "12345", "12", "1", "12345"]) tape.add(`r ${event}`, event);
  // 5 + 3 + 2 characters fit; then four arrivals are kept, and no more.
  expect(tape.counts()).toEqual({ arrivals: 7, events: 3, eventChars: 10, withoutEvent: 3 });
  expect(tape.known().map(({ event }) => event)).toEqual(["12345", "123", "12345", "12"]);
});
