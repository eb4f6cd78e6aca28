import { expect, test } from "vitest";
import type { Services } from "../platform/services/services.ts";
import { RandomCloud } from "./random-cloud.ts";

const BOX_MS = 8_000;
const STEPS_PER_WORLD = 3_000;

function live(seed: number, wrap?: (services: Services) => Services): RandomCloud {
  const world = new RandomCloud(seed, wrap);
  let step = 0;
  try {
    for (; step < STEPS_PER_WORLD; step += 1) world.step();
    world.settle();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message} (step ${step}; reproduce with COLDSTART_SEED=${seed})`, { cause: error });
  }
  return world;
}

test(
  "whatever fails, is killed, refused or reloaded: everything accepted is processed, dead-lettered, expired or still waiting",
  () => {
    const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const startedMs = performance.now();
    let worlds = 0;
    let reloads = 0;
    let caused = 0;
    while (performance.now() - startedMs < BOX_MS) {
      const world = live(seed + worlds);
      reloads += world.reloads;
      caused += world.traces.caused();
      worlds += 1;
    }
    console.info(`${worlds} worlds of ${STEPS_PER_WORLD} steps, ${reloads} reloads, from COLDSTART_SEED=${seed}`);
    expect(reloads).toBeGreaterThan(0);
    expect(caused).toBeGreaterThan(0);
  },
  BOX_MS * 6,
);

/** Services with one fault. */
const faulty =
  (views: Partial<Services>) =>
  (services: Services): Services => ({
    handle: (input) => services.handle(input),
    nextDueMs: () => services.nextDueMs(),
    view: () => services.view(),
    contentIds: () => services.contentIds(),
    state: () => services.state(),
    ...views,
  });

test("the check bites: what a reload loses is missed", () => {
  const lose = (services: Services) => {
    const state = () => ({ ...(services.state() as object), queues: undefined });
    return { ...faulty({})(services), state };
  };
  expect(() => live(1, lose)).toThrow(/wait by the counts|is nowhere|never accepted|accepted twice|does not tell of it/);
});

test.each([
  ["cause", /has another cause after the reload/],
  ["deliveries", /is attempt 1; it is the [2-9]\. of its events/],
])("the check bites: where a reload forgets each %s, it is missed", (forgotten, missed) => {
  const forget = (services: Services) => {
    const text = () => JSON.stringify(services.state(), (key, value: unknown) => (key === forgotten ? undefined : value));
    return { ...faulty({})(services), state: () => JSON.parse(text()) as unknown };
  };
  expect(() => live(1, forget)).toThrow(missed);
});

test("the check bites: what is called processed and never ran is missed", () => {
  const flatter = (services: Services): Services => ({
    ...faulty({})(services),
    handle: (input) =>
      services.handle(input.type === "delivery-ended" ? { ...input, outcome: { ...input.outcome, status: "ok", payload: "null" } } : input),
  });
  expect(() => live(1, flatter)).toThrow(/is nowhere/);
});

test("the check bites: a group out of order is seen", () => {
  // Each receive of a FIFO queue takes the newest first.
  const turn = (services: Services): Services => ({
    ...faulty({})(services),
    handle: (input) =>
      services.handle(input).map((effect) => {
        if (effect.type !== "invoke-function" || !effect.delivery.event.includes("orders.fifo")) return effect;
        const event = JSON.parse(effect.delivery.event) as { readonly Records: readonly unknown[] };
        return { ...effect, delivery: { ...effect.delivery, event: JSON.stringify({ Records: [...event.Records].reverse() }) } };
      }),
  });
  expect(() => live(1, turn)).toThrow(/of the same group/);
});
