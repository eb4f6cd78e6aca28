import { expect, test } from "vitest";
import { freshHttpEvent, withoutArrivalMarks } from "./fresh-http-event.ts";
import { type HttpArrival, httpEvent, PLAYGROUND_API } from "./http-event.ts";
import { restEvent } from "./http-event-v1.ts";
import type { HttpRequest } from "./http-request.ts";
import type { RouteMatch } from "./http-routes.ts";

const first: HttpArrival = {
  requestId: "JKJaXmPLvHcESHA=",
  atMs: 1_700_000_000_123,
  sourceIp: "203.0.113.7",
  traceHeader: "Root=1-5e6722a7-a",
};
const second: HttpArrival = { ...first, requestId: "AAAA$&AAAAAAAAA=", atMs: 1_800_000_000_999, traceHeader: "Root=1-6f000000-b" };
const match: RouteMatch = { functionName: "f", routeKey: 'GET /a"b/{id}', pathParameters: { id: "1" } } as unknown as RouteMatch;

const sly = JSON.stringify({ requestId: "x", routeKey: "y", stage: "z", time: "t", timeEpoch: 5 });
const requests: readonly HttpRequest[] = [
  { method: "GET", path: "/a", query: "", headers: [] },
  {
    method: "POST",
    path: "/a",
    query: "requestId=mine&time=never&timeEpoch=1&x-amzn-trace-id=Root%3Dmine",
    headers: [
      ["content-type", "application/json"],
      ["x-sly", sly],
    ],
    body: { text: `${sly} "requestId":"a","requestTime":"b","requestTimeEpoch":3` },
  },
];

for (const [format, toEvent] of [
  ["2.0", httpEvent],
  ["1.0", restEvent],
] as const)
  test.each(requests)(`${format}: %j sent again is the event of the later moment, and nothing else`, (request) => {
    const texts = [first, second].map((arrival) => JSON.stringify(toEvent(request, match, PLAYGROUND_API, arrival)));
    const [before = "", after = ""] = texts;
    expect(before).not.toBe(after);
    expect(JSON.parse(freshHttpEvent(before, second))).toEqual(JSON.parse(after));
    expect(freshHttpEvent(before, first)).toBe(before);
    expect(withoutArrivalMarks(before)).toBe(withoutArrivalMarks(after));
    expect(freshHttpEvent(withoutArrivalMarks(before), second)).toBe(after);
  });

test.each(["{}", "null", '{"Records":[{"requestId":"a"}]}', '{"requestId":"a","time":"b","timeEpoch":1}', "", "no JSON"])(
  "%s is no HTTP event and stays",
  (text) => expect(withoutArrivalMarks(text)).toBe(text),
);
