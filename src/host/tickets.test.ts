import { expect, test, vi } from "vitest";
import type { ServiceCallTrace } from "../platform/results.ts";
import { Tickets } from "./tickets.ts";

const CALL: ServiceCallTrace = { service: "s3", operation: "GetObject", target: "photos/cat.jpg", atMs: 1, durationMs: 2, status: 200 };

function opened(requestId = "r1", signal?: AbortSignal) {
  const tickets = new Tickets();
  const waiter = { resolve: vi.fn(), reject: vi.fn(), signal };
  tickets.open({ requestId, event: "{}", traceId: "Root=1" }, "invoke", waiter, { eventIds: ["m1"] });
  return { tickets, waiter };
}

test("a ticket gathers what its run said, until it is closed", () => {
  const { tickets } = opened();
  expect(tickets.requestOf("r1")).toMatchObject({ requestId: "r1", event: "{}", traceId: "Root=1" });
  tickets.answered("r1", { payload: "42" });
  tickets.called("r1", CALL);
  expect(tickets.close("r1")).toMatchObject({
    trigger: "invoke",
    payload: "42",
    calls: [CALL],
    trace: { eventIds: ["m1"] },
  });
  expect(tickets.requestOf("r1")).toBeUndefined();
  expect(tickets.close("r1")).toBeUndefined();
});

test("what is said of no ticket is noted on none", () => {
  const { tickets } = opened();
  tickets.answered("r2", { payload: "42" });
  tickets.called("r2", CALL);
  tickets.called(undefined, CALL);
  expect(tickets.close("r1")).toMatchObject({ payload: undefined, calls: [] });
});

test("a run that calls without end is noted only so far", () => {
  const { tickets } = opened();
  for (let count = 0; count < 1_000; count += 1) tickets.called("r1", CALL);
  expect(tickets.close("r1")?.calls).toHaveLength(200);
});

test("a stream is kept once its run is over, and given once", () => {
  const { tickets } = opened();
  const stream = { contentType: "text/plain", body: new Uint8Array([1]) };
  tickets.answered("r1", { stream });
  expect(tickets.takeStream("r1")).toBeUndefined();
  expect(tickets.close("r1")?.payload).toBeUndefined();
  expect(tickets.takeStream("r1")).toBe(stream);
  expect(tickets.takeStream("r1")).toBeUndefined();
});

test("who gives up is told at once; the ticket stays open for the run", () => {
  const { signal, abort } = aborting();
  const { tickets, waiter } = opened("r1", signal);
  abort("enough");
  expect(waiter.reject).toHaveBeenCalledExactlyOnceWith("enough");
  expect(tickets.close("r1")).toBeDefined();
});

function aborting() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason: string) => controller.abort(reason) };
}
