import { describe, expect, test } from "vitest";
import type { InvocationView } from "../platform/results.ts";
import { queueConfig } from "../platform/services/queues/queues-under-test.ts";
import type { Delivery } from "../platform/services/service-context.ts";
import type { ServicesConfig } from "../platform/services/services-config.ts";
import { NO_CONFIG } from "../platform/services/services-config.ts";
import { functionNamed } from "../platform/services/services-under-test.ts";
import type { TraceNote } from "../platform/services/trace-note.ts";
import { createServiceDesk } from "./service-desk.ts";

const START_MS = Date.UTC(2026, 10, 25);
const PROJECT: ServicesConfig = { ...NO_CONFIG, functions: [functionNamed("f"), functionNamed("g")], queues: [queueConfig("jobs")] };

interface Run {
  readonly delivery: Delivery & { readonly requestId: string };
  readonly trigger: string;
  end(view?: Partial<InvocationView>): void;
  fail(reason: unknown): void;
}

/** A desk whose runs of functions are ended by hand, on a clock moved by hand. */
function begin() {
  const runs: Run[] = [];
  const notes: TraceNote[] = [];
  const state = { nowMs: START_MS, changes: 0, broken: new Map<string, string>() };
  const desk = createServiceDesk({
    nowMs: () => state.nowMs,
    run: (delivery, trigger) =>
      new Promise((resolve, reject) => {
        const view = {
          requestId: delivery.requestId,
          functionName: delivery.functionName,
          status: "ok",
          version: "1",
          payload: "null",
          logs: [],
        };
        runs.push({ delivery, trigger, end: (change) => resolve({ ...view, ...change } as unknown as InvocationView), fail: reject });
      }),
    makeReady: async (name) => state.broken.get(name),
    noted: (note) => notes.push(note),
    changed: () => {
      state.changes += 1;
    },
  });
  const invoke = (FunctionName: string, more: object = {}) =>
    desk.call({ service: "lambda", operation: "Invoke", input: { FunctionName, ...more } });
  /** The run, once the function was made ready for it. */
  const run = (place: number) =>
    expect
      .poll(() => runs[place])
      .toBeDefined()
      .then(() => runs[place] as Run);
  return { desk, state, runs, notes, run, invoke, send: (MessageBody: string) => sendTo(desk, MessageBody) };
}

const sendTo = (desk: ReturnType<typeof createServiceDesk>, MessageBody: string) =>
  desk.call({ service: "sqs", operation: "SendMessage", input: { QueueUrl: "jobs", MessageBody } });

const EVENT = { InvocationType: "Event", Payload: "1" };

describe("the services' code", () => {
  test("is loaded at the first call where the project needs no services", async () => {
    const { desk, invoke } = begin();
    desk.configure(PROJECT, false);
    await desk.open(undefined);
    expect([desk.state(), desk.view().queues, desk.nextDueMs(), desk.contentIds().size]).toEqual([undefined, [], undefined, 0]);
    await invoke("f", EVENT);
    expect(desk.state()).toBeDefined();
    expect(desk.view().queues).toHaveLength(1);
  });

  test("is loaded at once where the project needs them, and told of changes meanwhile", async () => {
    const { desk } = begin();
    desk.configure(PROJECT, true);
    desk.configure({ ...PROJECT, queues: [...PROJECT.queues, queueConfig("more")] }, true);
    await expect.poll(() => desk.view().queues.map(({ name }) => name)).toEqual(["jobs", "more"]);
    desk.configure(NO_CONFIG, false);
    expect(desk.view().queues).toEqual([]);
  });

  test("begins once, however many call while it is loaded", async () => {
    const { desk, send } = begin();
    desk.configure(PROJECT, false);
    await Promise.all([send("one"), send("two"), send("three")]);
    expect(desk.view().queues[0]?.waiting).toBe(3);
  });

  test("takes up what an earlier page left, and gives it back", async () => {
    const before = begin();
    before.desk.configure(PROJECT, true);
    await before.send("one");
    const after = begin();
    after.desk.configure(PROJECT, false);
    await after.desk.open(JSON.parse(JSON.stringify(before.desk.state())));
    expect(after.desk.view().queues[0]?.messages.map(({ body }) => body)).toEqual(["one"]);
    expect(after.desk.view().counts).toMatchObject({ accepted: 1, waiting: 1 });
  });
});

describe("when another project is opened", () => {
  test("a call that waits is refused, and its later answer reaches nobody", async () => {
    const { desk, run, invoke } = begin();
    desk.configure(PROJECT, true);
    const answer = invoke("f");
    const { end } = await run(0);
    await desk.open(undefined);
    expect(await answer).toMatchObject({ ok: false, error: { code: "ProjectClosed", status: 410 } });
    end();
    await expect.poll(() => desk.isBusy()).toBe(false);
    expect(desk.view().counts.accepted).toBe(0);
  });

  test("what ran for the one before is not told to the new one", async () => {
    const { desk, run, invoke } = begin();
    desk.configure(PROJECT, true);
    await invoke("f", EVENT);
    const { end } = await run(0);
    await desk.open(undefined);
    await invoke("g", EVENT);
    end();
    await expect.poll(() => desk.view().counts).toMatchObject({ accepted: 1, processed: 0, waiting: 1 });
  });

  test("a call made before, while the code was loaded, does not reach the new one", async () => {
    const { desk, send } = begin();
    desk.configure(PROJECT, false);
    const early = send("of the one before");
    const opened = desk.open(undefined);
    desk.configure(PROJECT, true);
    expect(await early).toMatchObject({ ok: false, error: { code: "ProjectClosed" } });
    await opened;
    await send("of the new one");
    expect(desk.view().queues[0]?.messages.map(({ body }) => body)).toEqual(["of the new one"]);
  });

  test("while the one before is taken up, the last one opened counts", async () => {
    const before = begin();
    before.desk.configure(PROJECT, true);
    await before.send("one");
    const { desk, send } = begin();
    desk.configure(PROJECT, true);
    await Promise.all([desk.open(before.desk.state()), desk.open(undefined)]);
    await Promise.all([send("two"), send("three")]);
    expect(desk.view().queues[0]?.messages.map(({ body }) => body)).toEqual(["two", "three"]);
  });
});

describe("a delivery", () => {
  test("makes the desk busy until it has ended", async () => {
    const { desk, run, invoke } = begin();
    desk.configure(PROJECT, true);
    await invoke("f", EVENT);
    expect(desk.isBusy()).toBe(true);
    const { end, trigger, delivery } = await run(0);
    expect([trigger, delivery.event]).toEqual(["async", "1"]);
    end();
    await expect.poll(() => desk.isBusy()).toBe(false);
    expect(desk.view().counts).toMatchObject({ accepted: 1, processed: 1 });
  });

  test("is told as it happens, and says which events it hands over", async () => {
    const { desk, run, notes, invoke } = begin();
    desk.configure(PROJECT, true);
    await invoke("f", EVENT);
    const { end, delivery } = await run(0);
    const { requestId } = delivery;
    expect(delivery.trace).toEqual({ eventIds: [requestId], traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) });
    end();
    await expect.poll(() => notes.map(({ type }) => type)).toEqual(["accepted", "delivered", "ended"]);
    expect(notes[1]).toMatchObject({ at: "function:f", eventIds: [requestId], requestId, attempt: 1 });
  });

  test("that an earlier page did not end is told again, with its cause", async () => {
    const before = begin();
    before.desk.configure(PROJECT, true);
    await before.desk.call(
      { service: "lambda", operation: "Invoke", input: { FunctionName: "f", ...EVENT } },
      { from: "g", requestId: "r1" },
    );
    const { desk, notes, state } = begin();
    desk.configure(PROJECT, true);
    state.nowMs += 5_000;
    await desk.open(JSON.parse(JSON.stringify(before.desk.state())));
    const [accepted] = notes;
    expect(accepted).toMatchObject({ type: "accepted", atMs: state.nowMs, sinceMs: START_MS, cause: { type: "request", requestId: "r1" } });
  });

  test("of a function that does not build waits, and is tried again when it does", async () => {
    const { desk, state, runs, run, invoke } = begin();
    desk.configure(PROJECT, true);
    state.broken.set("f", "The code of f does not build.");
    await invoke("f", EVENT);
    await expect.poll(() => desk.view().asyncEvents[0]).toMatchObject({ state: "throttled", lastError: "The code of f does not build." });
    expect([runs.length, desk.isBusy(), desk.nextDueMs()]).toEqual([0, false, START_MS + 1_000]);
    state.broken.clear();
    state.nowMs = START_MS + 1_000;
    desk.timePassed(state.nowMs);
    (await run(0)).end();
    await expect.poll(() => desk.view().counts).toMatchObject({ accepted: 1, processed: 1 });
  });

  test.each([new Error("no frame"), "no frame"])("that could not be begun (%s) waits too", async (reason) => {
    const { desk, run, invoke } = begin();
    desk.configure(PROJECT, true);
    await invoke("f", EVENT);
    (await run(0)).fail(reason);
    await expect.poll(() => desk.view().asyncEvents[0]).toMatchObject({ state: "throttled", lastError: "no frame" });
    expect(desk.isBusy()).toBe(false);
  });

  test("that is asked for by the SDK gives back the end of the log, at most 4 KB of it", async () => {
    const { desk, run, invoke } = begin();
    desk.configure(PROJECT, true);
    const answer = invoke("f", { LogType: "Tail" });
    const { end, trigger } = await run(0);
    expect(trigger).toBe("function");
    const logs = [{ text: "START" }, { text: "é".repeat(5_000) }, { text: "END ✓" }] as unknown as InvocationView["logs"];
    end({ logs, payload: '{"n":1}' });
    const answered = await answer;
    if (!answered.ok) throw new Error(answered.error.message);
    const { output } = answered;
    const bytes = Uint8Array.from(atob(String(output.LogResult)), (character) => character.charCodeAt(0));
    expect(bytes.byteLength).toBe(4_096);
    expect(new TextDecoder().decode(bytes)).toMatch(/é\nEND ✓$/);
    expect(output).toMatchObject({ StatusCode: 200, Payload: '{"n":1}' });
  });
});

test("time that passes while nothing is due is not told", async () => {
  const { desk, state, send } = begin();
  desk.configure(PROJECT, true);
  await send("one");
  const { changes } = state;
  desk.timePassed(START_MS + 1);
  expect(state.changes).toBe(changes);
});

test("an invocation is looked at only where an alarm may watch it", async () => {
  const { desk, state, send } = begin();
  desk.configure(PROJECT, true);
  await send("one");
  const { changes } = state;
  desk.observe({} as never, 1);
  expect(state.changes).toBe(changes);
});

test("a service that is none is refused", async () => {
  const { desk } = begin();
  desk.configure(PROJECT, true);
  expect(await desk.call({ service: "nowhere" as never, operation: "x", input: {} })).toMatchObject({
    ok: false,
    error: { code: "UnknownOperationException", message: 'There is no service "nowhere" in this playground.' },
  });
});

test("a call that the services fail on rejects, and the next one is answered", async () => {
  const { desk, send } = begin();
  desk.configure(PROJECT, true);
  await send("one");
  await expect(desk.call(undefined as never)).rejects.toThrow(TypeError);
  expect(await send("two")).toMatchObject({ ok: true });
});
