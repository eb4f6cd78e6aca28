import { describe, expect, it } from "vitest";
import type { HttpFront } from "../../platform/triggers/http-request.ts";
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
const front: HttpFront = {
  routes: [{ method: "ANY", path: "/hello", functionName: "greeter", payloadFormat: "2.0" }],
  functionUrls: [{ functionName: "greeter" }],
};

describe("receivedFor", () => {
  it("shows the event of the function that the route reaches", () => {
    const received = receivedFor(draft(), "other", front, 0);
    expect(received).toMatchObject({
      kind: "event",
      functionName: "greeter",
      routeKey: "ANY /hello",
      event: { version: "2.0", rawPath: "/hello", queryStringParameters: { name: "Ada" }, isBase64Encoded: false },
    });
  });

  it("shows the event of a function's own address, without the part that names the function", () => {
    const received = receivedFor(draft({ target: "/@greeter/a/b?x=1" }), "other", front, 0);
    expect(received).toMatchObject({
      kind: "event",
      functionName: "greeter",
      routeKey: "Function URL",
      event: { rawPath: "/a/b", rawQueryString: "x=1", routeKey: "$default" },
    });
    expect(received.kind === "event" && JSON.stringify(received.event)).toContain(".lambda-url.");
    expect(receivedFor(draft({ target: "/@other/" }), "other", front, 0)).toEqual({ kind: "no-url", functionName: "other" });
  });

  it("gives an event of its own to the function itself", () => {
    expect(receivedFor(draft({ mode: "event", event: '{"a":1}' }), "other", front, 0)).toEqual({
      kind: "event",
      functionName: "other",
      event: { a: 1 },
    });
  });

  it("says what is wrong instead", () => {
    expect(receivedFor(draft({ target: "/nowhere" }), "other", front, 0)).toEqual({ kind: "no-route", method: "GET", path: "/nowhere" });
    expect(receivedFor(draft({ target: "hello" }), "other", front, 0)).toMatchObject({
      kind: "problem",
      problem: { code: "request-path" },
    });
    expect(receivedFor(draft({ mode: "event", event: "{" }), "other", front, 0)).toMatchObject({ problem: { code: "bad-json" } });
  });

  it("knows which bodies arrive as base64", () => {
    const posted = draft({ method: "POST", body: "{}" });
    const typed = { ...posted, headers: [{ id: 1, name: "Content-Type", value: "application/json", enabled: true }] };
    const received = [posted, typed].map((each) => receivedFor(each, "other", front, 0));
    expect(received.map((each) => each.kind === "event" && arrivesAsBase64(each))).toEqual([true, false]);
  });
});
