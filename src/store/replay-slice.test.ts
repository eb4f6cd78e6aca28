import { beforeEach, expect, test, vi } from "vitest";
import { newRun, recordRun } from "../metrics/history/run-history.ts";
import { recordingOf } from "../metrics/replay/recording-of.ts";
import type { SentArrival } from "../metrics/replay/sent-again.ts";
import type { InvocationView } from "../platform/results.ts";
import { createColdstartStore } from "./create-store.ts";
import { deferred, FakePort, invocation, TEST_SETTINGS } from "./fake-port.ts";
import type { ReplayedSpan, ReplayPort } from "./ports.ts";
import { addReplay } from "./replay-slice.ts";
import { liveRun } from "./shown-run.ts";

/** Requests arrive and end when the test says so; a replay sends what it is given, one after the other. */
class FakeReplayPort implements ReplayPort {
  now = 1_000;
  watcher: ((requestId: string, event: string) => void) | undefined;
  sent: readonly SentArrival[] = [];
  answer: ReplayPort["replay"] = async (arrivals) => {
    this.now += 1;
    const fromMs = this.now;
    for (const { functionName, event } of arrivals) happens({ functionName, event });
    return { fromMs, toMs: this.now, sent: arrivals.length };
  };

  watchArrivals: ReplayPort["watchArrivals"] = (watcher) => {
    this.watcher = watcher;
  };
  replay: ReplayPort["replay"] = (arrivals, ...rest) => {
    this.sent = arrivals;
    return this.answer(arrivals, ...rest);
  };
  refresh = () => {};
  nowMs = () => this.now;
}

let port: FakePort;
let driver: FakeReplayPort;
let store: ReturnType<typeof createColdstartStore>;
let count: number;

function happens(change: Partial<InvocationView> = {}): void {
  count += 1;
  driver.now += 10;
  const requestId = `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
  const view = invocation({ requestId, arrivedAtMs: driver.now, ...change });
  driver.watcher?.(requestId, view.event);
  const run = store.getState().run ?? newRun(1_000);
  store.getState().intents.reportRun(recordRun(run, { ended: [view], fleet: [], events: [] }));
  store.getState().intents.reportInvocations([view]);
  const { platform } = store.getState();
  store.setState({ platform: { ...platform, clock: { ...platform.clock, nowMs: driver.now } } });
}

beforeEach(() => {
  vi.useFakeTimers();
  port = new FakePort();
  driver = new FakeReplayPort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
  addReplay(store, driver);
  count = 0;
  return () => vi.useRealTimers();
});

const intents = () => {
  const { replay } = store.getState().intents;
  if (!replay) throw new Error("The code of it has not arrived.");
  return replay;
};
const state = () => store.getState();
const live = () => {
  const run = liveRun(state());
  if (!run) throw new Error("There is no run.");
  return run;
};
const settled = async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    await vi.dynamicImportSettled();
    await vi.runOnlyPendingTimersAsync();
  }
};

test("what arrives while it is on becomes a run and a recording; what came before and after does not", async () => {
  happens({ event: '"before"' });
  driver.now += 1;
  intents().startRecording();
  expect(state().replay?.taping).toMatchObject({ arrivals: 0 });
  happens({ event: '"a"' });
  happens({ event: '"a"' });
  happens({ event: '"b"' });
  vi.advanceTimersByTime(1_000);
  expect(state().replay?.taping).toMatchObject({ arrivals: 3, events: 2, withoutEvent: 0 });
  intents().stopRecording();
  expect(driver.watcher).toBeUndefined();
  expect(state().replay?.taping).toBeUndefined();
  happens({ event: '"after"' });
  await settled();
  const [kept] = state().replay?.recordings ?? [];
  expect(kept?.recording).toMatchObject({ name: "Recording 1", events: ['"a"', '"b"'] });
  expect(kept?.recording.arrivals.map(({ eventRef }) => eventRef)).toEqual([0, 0, 1]);
  expect(state().observe).toMatchObject({ runId: kept?.runId, runs: [{ name: "Recording 1", origin: "measured" }] });
  expect(state().observe.runs[0]?.history.rows.endSeq).toBe(3);
  expect(state().notices.at(-1)?.text).toBe("Recording 1 holds 3 arrivals and 2 events.");
});

test("nothing arrived: nothing is kept, and it is said", async () => {
  happens();
  intents().startRecording();
  intents().stopRecording();
  await settled();
  expect(state().replay?.recordings).toEqual([]);
  expect(state().notices.at(-1)?.text).toMatch(/^Nothing arrived/);
});

test("a live replay deploys what changed, sends, and is held beside what was there when it began", async () => {
  happens({ event: '{"n":1}' });
  happens({ event: '{"n":2}' });
  const original = live();
  const done = intents().replayLive(original, recordingOf(original), { type: "recorded", rate: 1 });
  expect(state().replay?.progress).toMatchObject({ doing: "deploying" });
  await settled();
  await done;
  expect(port.calls).toEqual(["deploy hello", "rate 1", "rate 1"]);
  expect(driver.sent.map(({ event }) => event)).toEqual(['{"n":1}', '{"n":2}']);
  const [frozen, result] = state().observe.runs;
  expect(frozen).toMatchObject({ name: "Live until 00:00:01" });
  expect(frozen?.history.rows.endSeq).toBe(2);
  expect(result).toMatchObject({ name: "Replay 1 of Live", origin: "measured" });
  expect(result?.history.rows).toMatchObject({ firstSeq: 0, endSeq: 2 });
  expect(state().observe).toMatchObject({ runId: result?.id, besideRunId: frozen?.id, tab: "replay" });
  expect(state().replay).toEqual({ recordings: [] });
});

test("the clock's rate is given back, also where the replay fails", async () => {
  happens();
  state().intents.setClockRate(60);
  port.calls.length = 0;
  driver.answer = () => Promise.reject(new Error("gone"));
  const done = intents().replayLive(live(), recordingOf(live()), { type: "fast", atOnce: 1 });
  await settled();
  await done;
  expect(port.calls).toEqual(["deploy hello", "rate 1", "rate 60"]);
  expect(state().replay?.problem).toMatchObject({ message: "gone" });
  expect(state().observe.runs).toEqual([]);
});

test("code that does not build is said, and nothing is sent", async () => {
  happens();
  port.answerDeploy = () => Promise.resolve({ ok: false, messages: [{ severity: "error", code: "x", text: "no such name" }] });
  const done = intents().replayLive(live(), recordingOf(live()), { type: "fast", atOnce: 1 });
  await settled();
  await done;
  expect(state().replay?.problem?.message).toContain("hello was not built. no such name");
  expect(driver.sent).toEqual([]);
});

test("where nothing can be sent, that is said, with what to do", async () => {
  happens({ functionName: "gone" });
  const done = intents().replayLive(live(), recordingOf(live()), { type: "fast", atOnce: 1 });
  await settled();
  await done;
  expect(state().replay?.problem).toMatchObject({ code: "nothing-to-send" });
});

test("one at a time; Stop ends the sending", async () => {
  happens();
  const held = deferred<ReplayedSpan>();
  let aborted = false;
  driver.answer = (_, __, onProgress, signal) => {
    onProgress(1, 0);
    signal.addEventListener("abort", () => {
      aborted = true;
      held.resolve({ fromMs: 1_000, toMs: driver.now, sent: 1 });
    });
    return held.promise;
  };
  const first = intents().replayLive(live(), recordingOf(live()), { type: "fast", atOnce: 1 });
  await settled();
  await intents().replayModelled(live(), recordingOf(live()), {}, "other");
  intents().stopReplay();
  await settled();
  await first;
  expect(aborted).toBe(true);
  expect(state().observe.runs.map(({ name }) => name)).toEqual(["Live until 00:00:01", "Replay 1 of Live"]);
});

test("a reset in the middle leaves no run that would be half of two", async () => {
  happens();
  driver.answer = async () => {
    state().intents.reportRun(newRun(50_000));
    return { fromMs: 1_010, toMs: 50_000, sent: 1 };
  };
  const done = intents().replayLive(live(), recordingOf(live()), { type: "fast", atOnce: 1 });
  await settled();
  await done;
  expect(state().replay?.problem).toMatchObject({ code: "cut-short" });
});

test("other settings are played by the platform alone, beside a run that is kept already", async () => {
  happens();
  const original = { ...live(), id: "file-1", name: "From a file" };
  intents().keepRecording(original, recordingOf(original));
  const done = intents().replayModelled(original, recordingOf(original), { settings: { idleLifetimeMs: 5_000 } }, "Model");
  await settled();
  await done;
  const [first, second, ...more] = state().observe.runs;
  expect(more).toEqual([]);
  expect(first?.id).toBe("file-1");
  expect(second).toMatchObject({ name: "Model", origin: "modelled", settings: { idleLifetimeMs: 5_000 } });
  expect(state().observe).toMatchObject({ runId: second?.id, besideRunId: "file-1" });
});
