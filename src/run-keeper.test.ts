import { beforeEach, describe, expect, test } from "vitest";
import { keepRun, type RunKeeper } from "./run-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, invocation, TEST_SETTINGS } from "./store/fake-port.ts";

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
let keeper: RunKeeper;
beforeEach(() => {
  port = new FakePort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
  keeper = keepRun(store);
});
const run = () => store.getState().run;
const ended = (arrivedAtMs: number) => ({ ended: [invocation({ arrivedAtMs })], fleet: [], events: [] });

test("a run is there from the beginning, with nothing in it", () => {
  expect(run()).toMatchObject({ startedAtMs: store.getState().platform.startedAtMs, latency: { count: 0 } });
});

test("each batch is in it, and in the values before it not", () => {
  const before = run();
  keeper.take(ended(2_000));
  keeper.take(ended(3_000));
  expect(run()?.latency.count).toBe(2);
  expect(before?.latency.count).toBe(0);
});

describe("after a reset", () => {
  beforeEach(async () => {
    keeper.take(ended(2_000));
    port.now = 5_000;
    await store.getState().intents.reset();
  });

  test("another run begins at once, before anything happens", () => {
    expect(run()).toMatchObject({ startedAtMs: 5_000, latency: { count: 0 } });
  });

  test("what was cut short by it is no part of what began then", () => {
    keeper.take(ended(4_999));
    keeper.take(ended(5_000));
    expect(run()?.latency.count).toBe(1);
  });
});
