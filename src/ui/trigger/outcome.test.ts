import { describe, expect, it } from "vitest";
import { reasons } from "../../platform/reasons.ts";
import type { InvocationView } from "../../platform/results.ts";
import type { Exchange } from "../../store/state.ts";
import { storyOf, titleOf } from "./outcome.ts";

const exchange = (change: Partial<Exchange>): Exchange => ({
  id: 1,
  functionName: "f",
  draft: { mode: "http", method: "GET", target: "/", headers: [], body: "", event: "{}" },
  sentAtMs: 0,
  state: "answered",
  ...change,
});
const invocation = (change: Partial<InvocationView>): InvocationView => ({
  requestId: "r",
  functionName: "f",
  version: "1",
  status: "ok",
  coldStart: true,
  reason: "Cold.",
  because: "first-start",
  arrivedAtMs: 0,
  endedAtMs: 1,
  queueMs: 0,
  provisionMs: 0,
  initMs: 0,
  durationMs: 1,
  billed: { requests: 1, billedMs: 1, billedMbMs: 128 },
  split: { initUs: 0, runUs: 1_000, roundingUs: 0 },
  memoryMb: 128,
  costUsd: 0,
  logs: [],
  event: "{}",
  trigger: "http",
  ...change,
});
const outcomeOf = (each: Exchange) => ({ title: titleOf(each), story: storyOf(each) });
const http = (status: number) => ({ status, headers: [], body: { text: "" }, timeMs: 1, sizeBytes: 0 });

describe("titleOf and storyOf", () => {
  it("has no story where all is well", () => {
    expect(outcomeOf(exchange({ http: http(200), invocation: invocation({ payload: '"ok"' }) }))).toEqual({
      title: { text: "200 OK", tone: "good" },
    });
    expect(outcomeOf(exchange({ invocation: invocation({ trigger: "invoke" }) }))).toEqual({ title: { text: "Succeeded", tone: "good" } });
  });

  it("tells a route that is not there from a function's own 404", () => {
    expect(outcomeOf(exchange({ http: http(404) })).story?.what).toBe("No route matches this method and path.");
    const own = invocation({ payload: '{"statusCode":404}' });
    expect(outcomeOf(exchange({ http: http(404), invocation: own }))).toEqual({ title: { text: "404 Not Found", tone: "bad" } });
  });

  it("says why an answer that looks fine became a 500", () => {
    const { story } = outcomeOf(exchange({ http: http(500), invocation: invocation({ payload: '{"statusCode":200,"body":{"a":1}}' }) }));
    expect(story).toMatchObject({ what: "The function answered, but its body is not a text.", remedy: "Return body: JSON.stringify(…)." });
  });

  it.each([
    ["throttled", reasons.reservedReached(0), "429 Too Many Requests", /take it away/],
    ["throttled", reasons.reservedReached(5), "429 Too Many Requests", /raise the reserved concurrency/],
    ["throttled", reasons.accountReached(900, 1_000), "429 Too Many Requests", /the account's concurrency/],
    ["throttled", reasons.browserReached(64), "429 Too Many Requests", /the browser's, not the cloud's/],
    ["timeout", reasons.timedOut(3_000), "503 Service Unavailable", /time limit/],
  ] as const)("%s: what can be done", (status, reason, title, remedy) => {
    const outcome = outcomeOf(exchange({ http: http(Number(title.slice(0, 3))), invocation: invocation({ status, reason: reason.text }) }));
    expect(outcome).toMatchObject({ title: { text: title, tone: "bad" } });
    expect(outcome.story?.remedy).toMatch(remedy);
  });

  it("takes the id out of why a process ended", () => {
    const error = { errorType: "Runtime.ExitError", errorMessage: "RequestId: r Error: Runtime exited with error: exit status 3" };
    const { title, story } = outcomeOf(exchange({ invocation: invocation({ status: "crashed", error }) }));
    expect(title.text).toBe("Crashed");
    expect(story?.why).toBe("Runtime exited with error: exit status 3.");
  });

  it("keeps a refusal's own words", () => {
    const problem = { code: "build-failed", message: "f was not built.", remedy: "Mend it." };
    expect(outcomeOf(exchange({ state: "refused", problem }))).toEqual({
      title: { text: "Not built", tone: "bad" },
      story: { what: "f was not built.", why: "Nothing ran, so nothing is billed.", remedy: "Mend it." },
    });
  });

  it("does not call an earlier visit's request an answer", () => {
    expect(outcomeOf(exchange({ earlier: true })).title.text).toBe("Earlier");
  });
});

describe("an answer in payload format 1.0", () => {
  const answered = (event: object, payload: string) =>
    storyOf(exchange({ invocation: invocation({ trigger: "http", event: JSON.stringify(event), payload }) }));

  it.each<[string, object, string, boolean]>([
    ["needs a statusCode", { version: "1.0" }, '{"message":"hi"}', true],
    ["is good with one", { version: "1.0" }, '{"statusCode":200,"body":"hi"}', false],
    ["that was cut says nothing", { version: "1.0" }, '{"message":"h', false],
    ["is inferred in 2.0", { version: "2.0" }, '{"message":"hi"}', false],
  ])("%s", (_, event, payload, isMalformed) => {
    expect(answered(event, payload) !== undefined).toBe(isMalformed);
  });
});
