import { describe, expect, test } from "vitest";
import type { PlatformEffect } from "../platform/effects.ts";
import type { Platform } from "../platform/platform.ts";
import { RandomWorld } from "./random-world.ts";

const BOX_MS = 12_000;
const EVENTS = 1_000_000;
/** A world begins anew after so many steps, with other settings; a seed that fails is found again within as many. */
const STEPS_PER_WORLD = 10_000;

function live(seed: number, wrap?: (platform: Platform) => Platform): void {
  const world = new RandomWorld(seed, wrap);
  let step = 0;
  try {
    for (; step < STEPS_PER_WORLD; step += 1) world.step();
    world.sweep();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error} (step ${step}; reproduce with COLDSTART_SEED=${seed})`, {
      cause: error,
    });
  }
}

test(
  "whatever happens, in whatever order, what must always hold holds",
  () => {
    const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const startedMs = performance.now();
    let worlds = 0;
    while (worlds * STEPS_PER_WORLD < EVENTS && performance.now() - startedMs < BOX_MS) {
      live(seed + worlds);
      worlds += 1;
    }
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    console.info(`${(worlds * STEPS_PER_WORLD).toLocaleString("en-US")} random events in ${seconds} s, from COLDSTART_SEED=${seed}`);
    expect(worlds).toBeGreaterThan(0);
  },
  BOX_MS * 4,
);

/** A platform with one fault: what it says is changed on the way out. */
const faulty =
  (spoil: (effects: readonly PlatformEffect[], platform: Platform) => readonly PlatformEffect[], views: Partial<Platform> = {}) =>
  (platform: Platform): Platform => ({
    handle: (input) => spoil(platform.handle(input), platform),
    nextDueMs: () => platform.nextDueMs(),
    containers: () => platform.containers(),
    container: (containerId) => platform.container(containerId),
    totals: (functionName) => platform.totals(functionName),
    isBusy: () => platform.isBusy(),
    ...views,
  });

const unchanged = (effects: readonly PlatformEffect[]) => effects;
const isEnding = (effect: PlatformEffect): effect is Extract<PlatformEffect, { type: "invocation-ended" }> =>
  effect.type === "invocation-ended";
const changeReceipt = (change: (record: Extract<PlatformEffect, { type: "invocation-ended" }>["record"]) => object) =>
  faulty((effects) =>
    effects.map((effect) => (isEnding(effect) ? { ...effect, record: { ...effect.record, ...change(effect.record) } } : effect)),
  );

describe("the checks bite: a platform that", () => {
  test.each<[string, (platform: Platform) => Platform, RegExp]>([
    ["drops an ending", faulty((effects) => effects.filter((effect) => !isEnding(effect))), /let in over a limit|the receipts add up to/],
    [
      "ends a request twice",
      faulty((effects) => effects.flatMap<PlatformEffect>((effect) => (isEnding(effect) ? [effect, effect] : effect))),
      /ended twice/,
    ],
    [
      "runs two at a time",
      faulty((effects) => effects.flatMap<PlatformEffect>((effect) => (effect.type === "run-invocation" ? [effect, effect] : effect))),
      /two requests at a time/,
    ],
    [
      "starts what is retired",
      faulty((effects) => effects.map((effect) => (effect.type === "start-container" ? { ...effect, version: "0" } : effect))),
      /version 0, which is retired/,
    ],
    [
      "bills a millisecond too much",
      changeReceipt(({ billed }) => ({ billed: { ...billed, billedMs: billed.billedMs + 1 } })),
      /not what is billed/,
    ],
    ["bills another run", changeReceipt(({ durationMs }) => ({ durationMs: durationMs + 1 })), /another run/],
    [
      "forgets a throttle",
      changeReceipt(({ status, ...record }) => (status === "throttled" ? { ...record, status: "error" } : {})),
      /not one request/,
    ],
    ["throttles with room left", changeReceipt(({ status }) => (status === "throttled" ? {} : { status: "throttled" })), /not one request/],
    ["never lets go", faulty((effects) => effects.filter(({ type }) => type !== "stop-container")), /evicted and is live/],
    ["sleeps through what is due", faulty(unchanged, { nextDueMs: () => 1 }), /something was due at 1/],
    ["says it is idle", faulty(unchanged, { isBusy: () => false }), /isBusy/],
  ])("%s", (_, wrap, complaint) => {
    expect(() => live(1, wrap)).toThrow(complaint);
  });

  test("loses money", () => {
    const wrap = (platform: Platform) =>
      faulty(unchanged, { totals: (name) => ({ ...platform.totals(name), billedMbMs: platform.totals(name).billedMbMs >> 1 }) })(platform);
    expect(() => live(1, wrap)).toThrow(/billedMbMs of .* the receipts add up to/);
  });

  test("shows a running container as idle", () => {
    const wrap = (platform: Platform) =>
      faulty(unchanged, {
        container: (id) => {
          const shown = platform.container(id);
          return shown?.phase === "busy" ? { ...shown, phase: "idle" } : shown;
        },
      })(platform);
    expect(() => live(1, wrap)).toThrow(/is shown idle and runs/);
  });

  test("takes a limit for more than it is", () => {
    const wrap = (platform: Platform): Platform =>
      ({
        ...faulty(unchanged)(platform),
        handle: (input) =>
          platform.handle(
            input.type === "settings-changed" ? { ...input, settings: { ...input.settings, accountConcurrency: 100 } } : input,
          ),
      }) satisfies Platform;
    expect(() => live(1, wrap)).toThrow(/let in over a limit/);
  });

  test("forgets what is provisioned", () => {
    const wrap = (platform: Platform): Platform => ({
      ...faulty(unchanged)(platform),
      handle: (input) =>
        platform.handle(input.type === "function-deployed" ? { ...input, config: { ...input.config, provisionedConcurrency: 0 } } : input),
    });
    expect(() => live(1, wrap)).toThrow(/lacks provisioned containers|with room left/);
  });

  test("keeps idle containers for longer than is set", () => {
    const wrap = (platform: Platform): Platform => ({
      ...faulty(unchanged)(platform),
      handle: (input) =>
        platform.handle(input.type === "settings-changed" ? { ...input, settings: { ...input.settings, idleLifetimeMs: 1e6 } } : input),
    });
    expect(() => live(1, wrap)).toThrow(/another lifetime than is set/);
  });
});
