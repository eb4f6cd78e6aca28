import { describe, expect, it } from "vitest";
import type { RequestDraft } from "../../store/state.ts";
import { arrivesAsBase64, receivedFor } from "./received-event.ts";

const draft = (change: Partial<RequestDraft> = {}): RequestDraft => ({
  mode: "http",
  method: "GET",
  target: "/hello?name=Ada",
  headers: [],
  body: "",
  event: "{}",
  ...change,
});
const routes = [{ method: "ANY", path: "/hello", functionName: "greeter", payloadFormat: "2.0" }] as const;

describe("receivedFor", () => {
  it("shows the event of the function that the route reaches", () => {
    const received = receivedFor(draft(), "other", routes, 0);
    expect(received).toMatchObject({
      kind: "event",
      functionName: "greeter",
      routeKey: "ANY /hello",
      event: { version: "2.0", rawPath: "/hello", queryStringParameters: { name: "Ada" }, isBase64Encoded: false },
    });
  });

  it("gives an event of its own to the function itself", () => {
    expect(receivedFor(draft({ mode: "event", event: '{"a":1}' }), "other", routes, 0)).toEqual({
      kind: "event",
      functionName: "other",
      event: { a: 1 },
    });
  });

  it("says what is wrong instead", () => {
    expect(receivedFor(draft({ target: "/nowhere" }), "other", routes, 0)).toEqual({ kind: "no-route", method: "GET", path: "/nowhere" });
    expect(receivedFor(draft({ target: "hello" }), "other", routes, 0)).toMatchObject({
      kind: "problem",
      problem: { code: "request-path" },
    });
    expect(receivedFor(draft({ mode: "event", event: "{" }), "other", routes, 0)).toMatchObject({ problem: { code: "bad-json" } });
  });

  it("knows which bodies arrive as base64", () => {
    const posted = draft({ method: "POST", body: "{}" });
    const typed = { ...posted, headers: [{ id: 1, name: "Content-Type", value: "application/json", enabled: true }] };
    const received = [posted, typed].map((each) => receivedFor(each, "other", routes, 0));
    expect(received.map((each) => each.kind === "event" && arrivesAsBase64(each))).toEqual([true, false]);
  });
});
