import { describe, expect, test } from "vitest";
import { containerUnderTest, requestUnderTest as request, saidOf, seenUnderTest as seen } from "../seen-under-test.ts";
import { checks } from "./check.ts";

const ask = (step: string, given: Parameters<typeof seen>[0]) => {
  const check = checks[step];
  if (!check) throw new Error(`no check ${step}`);
  return check(seen(given));
};

const hello = { message: "Hello, world" };
const cold = request({ initMs: 52.58, durationMs: 1.3, answers: { ...hello, served: 1 } });
const warm = request({ atMs: 1_000, durationMs: 0.29, answers: { ...hello, served: 2 } });
const stale = { hello: { status: "deployed", version: "1", edited: true } } as const;

describe("send", () => {
  test("waits, then is done with what the run measured", () => {
    expect(ask("send", {}).state).toBe("waiting");
    expect(saidOf(ask("send", { requests: [cold] }))).toBe("c-01 started cold: 52.58 ms of init, then 1.30 ms in your handler.");
    expect(saidOf(ask("send", { requests: [warm] }))).toBe("c-01 was warm: 0.29 ms in your handler.");
  });
  test("names what kept it from coming", () => {
    const error = { errorType: "TypeError", errorMessage: "x is not a function" };
    expect(saidOf(ask("send", { requests: [request({ status: "error", error })] }))).toContain("TypeError: x is not a function");
    expect(saidOf(ask("send", { requests: [request({ status: "throttled", reason: "Reserved concurrency 0." })] }))).toContain("Reserved");
    expect(saidOf(ask("send", { requests: [request({ status: "timeout", durationMs: 3_000 })] }))).toContain("3.00 s");
    expect(saidOf(ask("send", { deployments: { hello: { status: "failed", edited: true } } }))).toContain("The build of hello failed");
  });
  test("a request that failed before one that was answered keeps nothing", () => {
    expect(ask("send", { requests: [request({ status: "error" }), cold] }).state).toBe("done");
  });
});

describe("log", () => {
  const before = [cold, warm];
  test("waits for an answer", () => expect(ask("log", { before }).state).toBe("waiting"));
  test.each([52, 52.58, 53])("%d is read off the REPORT line", (guess) =>
    expect(ask("log", { before, guess })).toMatchObject({ state: "done", truth: 52.58 }),
  );
  test.each([
    [54, "Billed Duration"],
    [1, "the handler alone"],
    [0, "the handler alone"],
    [128, "memory"],
    [51, "No REPORT line"],
    [400, "No REPORT line"],
  ])("%d is another number", (guess, said) => {
    const result = ask("log", { before, guess });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("any cold start of the run may be read", () => {
    const other = request({ initMs: 30, containerId: "c-02" });
    expect(ask("log", { before: [...before, other], guess: 53 })).toMatchObject({ state: "done", truth: 52.58 });
  });
  test("after a reset there is none to read", () => {
    expect(saidOf(ask("log", { guess: 53 }))).toContain("Send once");
    expect(saidOf(ask("log", { guess: 53, containers: [containerUnderTest()] }))).toContain("Evict idle");
  });
});

describe("again", () => {
  test("is done by a warm request", () => expect(saidOf(ask("again", { before: [cold], requests: [warm] }))).toContain("c-01 again"));
  test("says why one was cold", () => {
    const result = ask("again", {
      before: [cold],
      requests: [request({ initMs: 9, containerId: "c-02", reason: "Cold: scaled to zero." })],
    });
    expect(result).toEqual({ state: "wrong", said: "c-02 started cold. Cold: scaled to zero. Send once more, while it is idle." });
  });
  test("a cold one is mended by the next", () => expect(ask("again", { requests: [request({ initMs: 9 }), warm] }).state).toBe("done"));
  test("a reused process that runs init again is no warm start", () =>
    expect(ask("again", { requests: [request({ initMs: 5, coldStart: false })] }).state).toBe("wrong"));
});

describe("scope", () => {
  const three = [warm, warm, warm];
  test("wants a guess and three requests", () => {
    expect(saidOf(ask("scope", { requests: three }))).toBe("Your guess first.");
    expect(saidOf(ask("scope", { requests: [warm], guess: 0 }))).toBe("1 request of 3.");
  });
  test("no init in three warm ones", () => expect(ask("scope", { requests: three, guess: 3 })).toMatchObject({ state: "done", truth: 0 }));
  test("counts the containers that started on the way", () =>
    expect(ask("scope", { requests: [warm, cold, warm], guess: 0 })).toMatchObject({ state: "done", truth: 1 }));
});

describe("write", () => {
  const greeting = (name: string, given = {}) =>
    request({ version: "2", initMs: 9, containerId: "c-02", query: { name }, answers: { message: `Hello, ${name}` }, ...given });
  test("is done by an answer that holds what was asked with", () => {
    const result = ask("write", { before: [cold, warm], requests: [greeting("Ada")] });
    expect(result).toMatchObject({ state: "done" });
    expect(saidOf(result)).toBe("Version 2 answered Ada from c-02, cold: a deploy retires the containers of the version before.");
  });
  test("other names, another shape, another case", () => {
    const other = greeting("Grace", { query: { who: "Grace" }, answers: { statusCode: 200, body: "HELLO GRACE" } });
    expect(ask("write", { before: [cold], requests: [other] }).state).toBe("done");
  });
  test.each([
    ["the start's code, asked by name", [request({ query: { name: "Ada" }, answers: hello })], stale, "Version 1 answered"],
    ["nothing changed", [request({ query: { name: "Ada" }, answers: hello })], {}, "does not hold it"],
    ["no name", [request({ version: "2", answers: hello })], {}, "named nobody"],
    ["a word that stands in every answer", [request({ query: { name: "world" }, answers: hello })], {}, 'holds "world" whoever asks'],
    ["a number that is there by chance", [request({ query: { name: "1" }, answers: { ...hello, served: 1 } })], {}, "whoever asks"],
    ["an error", [request({ status: "error", error: { errorType: "E", errorMessage: "m" } })], {}, "E: m"],
  ])("%s is no greeting", (_, requests, deployments, said) => {
    const result = ask("write", { before: [cold, warm], requests, deployments });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
});

describe("receipt", () => {
  const before = [cold, warm];
  test("the billed milliseconds of a cold start", () => {
    const result = ask("receipt", { before, guess: 54 });
    expect(result).toMatchObject({ state: "done", truth: 54 });
    expect(result).toHaveProperty("why", "52.58 ms of init + 1.30 ms of run = 53.88 ms, rounded up to the next whole millisecond.");
  });
  test.each([
    [53, "Rounded down"],
    [1, "one part"],
    [99, "No receipt"],
  ])("%d is not it", (guess, said) => expect(saidOf(ask("receipt", { before, guess }))).toContain(said));
  test("what was billed for a warm one is not asked", () => {
    const long = request({ durationMs: 20.5 });
    expect(saidOf(ask("receipt", { before: [cold, long], guess: 21 }))).toContain("warm request");
  });
  test("init that is set to be free is said", () => {
    const free = request({ initMs: 50, durationMs: 1.5, billInit: false });
    expect(ask("receipt", { before: [free], guess: 2 })).toMatchObject({ state: "done", truth: 2 });
  });
});

const thrown = {
  errorType: "Error",
  errorMessage: "There is nobody to greet",
  trace: ["Error: There is nobody to greet", "    at Runtime.handler (/var/task/index.ts:13:32)"],
};
const failed = request({ atMs: 2_000, status: "error", error: thrown });

describe("error", () => {
  test("wants the line that the stack names", () => {
    expect(ask("error", { requests: [failed] }).state).toBe("waiting");
    expect(ask("error", { requests: [failed], guess: 13 })).toMatchObject({ state: "done", truth: 13 });
    expect(saidOf(ask("error", { requests: [failed], guess: 32 }))).toContain("Not line 32");
  });
  test.each([
    ["answered", [request({ version: "3", answers: hello })], {}, "threw nothing"],
    ["not deployed", [request({ answers: hello })], stale, "not deployed"],
    ["crashed", [request({ status: "crashed" })], {}, "process ended"],
    [
      "failed before the handler",
      [request({ status: "error", error: { errorType: "Runtime.ImportModuleError", errorMessage: "no" } })],
      {},
      "before your handler",
    ],
  ])("%s", (_, requests, deployments, said) => expect(saidOf(ask("error", { requests, deployments }))).toContain(said));
});

describe("after the error", () => {
  test("the container that threw serves on", () =>
    expect(ask("after-the-error", { before: [cold, failed], requests: [warm], guess: 1 })).toMatchObject({ state: "done", truth: 0 }));
  test("wants a guess", () => expect(ask("after-the-error", { before: [cold, failed], requests: [warm] }).state).toBe("waiting"));
  test.each([
    ["it failed again", [failed], "failed again"],
    ["another container", [request({ containerId: "c-09", initMs: 9 })], "c-09 did not throw"],
  ])("%s", (_, requests, said) => expect(saidOf(ask("after-the-error", { before: [cold, failed], requests, guess: 0 }))).toContain(said));
  test("the warm request before the error is none after it", () =>
    expect(ask("after-the-error", { before: [cold], requests: [warm, failed], guess: 0 }).state).toBe("wrong"));
});
