import { expect, test } from "vitest";
import type { SentArrival } from "./metrics/replay/sent-again.ts";
import { type ReplayDoor, runReplay } from "./replay-runner.ts";

/** A clock that goes on only while somebody waits, and requests that take what the test says. */
class FakeDoor implements ReplayDoor {
  now = 1_000;
  readonly log: string[] = [];
  underWay = 0;
  mostUnderWay = 0;
  waits = 0;
  #ends: { readonly atMs: number; readonly resolve: () => void }[] = [];
  takesMs = 50;
  fails = false;

  nowMs = () => this.now;

  send(arrival: SentArrival): Promise<void> {
    if (this.fails) return Promise.reject(new Error("not deployed"));
    this.log.push(`${this.now - 1_000} ${arrival.event}`);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    return new Promise((resolve) => this.#ends.push({ atMs: this.now + this.takesMs, resolve }));
  }

  async advance(ms: number): Promise<void> {
    if (this.underWay > 0) throw new Error("The clock was moved while something ran.");
    this.log.push(`jump ${ms}`);
    this.now += ms;
  }

  async wait(ms: number): Promise<void> {
    this.waits += 1;
    await this.pass(ms);
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const over = this.#ends.filter(({ atMs }) => atMs <= this.now);
    this.#ends = this.#ends.filter((end) => !over.includes(end));
    this.underWay -= over.length;
    for (const { resolve } of over) resolve();
    // The promises behind it are settled in turn.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  /** Real time goes on by itself. */
  async until(done: Promise<unknown>): Promise<void> {
    let over = false;
    void done
      .catch(() => {})
      .finally(() => {
        over = true;
      });
    for (let turn = 0; turn < 10_000 && !over; turn += 1) await this.pass(1);
  }
}

const at = (...offsets: number[]): readonly SentArrival[] =>
  offsets.map((offsetMs, place) => ({ offsetMs, functionName: "f", trigger: "invoke", event: String(place) }));
const never = new AbortController().signal;

test("at the recorded moments; a pause in which nothing runs is jumped over, to the moment itself", async () => {
  const door = new FakeDoor();
  const seen: string[] = [];
  const run = runReplay(
    at(0, 20, 20, 400, 60_000, 60_010),
    { type: "recorded", rate: 1 },
    door,
    (sent, done) => seen.push(`${sent}/${done}`),
    never,
  );
  await door.until(run);
  const span = await run;
  const moments = door.log.filter((line) => !line.startsWith("jump")).map((line) => Number(line.split(" ")[0]));
  expect(door.log.filter((line) => line.startsWith("jump"))).toHaveLength(1);
  [0, 20, 20, 400, 60_000, 60_010].forEach((due, place) => {
    expect(moments[place]).toBeGreaterThanOrEqual(due);
    expect(moments[place]).toBeLessThan(due + 10);
  });
  expect(span).toMatchObject({ fromMs: 1_000, sent: 6 });
  expect(seen.at(-1)).toBe("6/6");
});

test("twice as fast is half the time", async () => {
  const door = new FakeDoor();
  const run = runReplay(at(0, 100, 200), { type: "recorded", rate: 2 }, door, () => {}, never);
  await door.until(run);
  const moments = door.log.map((line) => Number(line.split(" ")[0]));
  expect(moments[1]).toBeGreaterThanOrEqual(50);
  expect(moments[2]).toBeLessThan(110);
});

test("as fast as it goes, in order, and never more at once than asked", async () => {
  const door = new FakeDoor();
  const run = runReplay(at(0, 1e6, 2e6, 3e6, 4e6), { type: "fast", atOnce: 2 }, door, () => {}, never);
  await door.until(run);
  await run;
  expect(door.mostUnderWay).toBe(2);
  expect(door.log.map((line) => line.split(" ")[1])).toEqual(["0", "1", "2", "3", "4"]);
  expect(door.now - 1_000).toBeLessThan(200);
});

test("stopped, it sends no more and waits for what it sent", async () => {
  const door = new FakeDoor();
  const stop = new AbortController();
  const run = runReplay(
    at(0, 30, 60, 90),
    { type: "recorded", rate: 1 },
    door,
    (sent) => {
      if (sent === 2) stop.abort();
    },
    stop.signal,
  );
  await door.until(run);
  expect(await run).toMatchObject({ sent: 2 });
  expect(door.underWay).toBe(0);
});

test("what cannot be sent at all ends it with the reason", async () => {
  const door = new FakeDoor();
  door.fails = true;
  const run = runReplay(at(0, 5, 10), { type: "recorded", rate: 1 }, door, () => {}, never);
  await door.until(run);
  await expect(run).rejects.toThrow("not deployed");
});

test("of nothing, nothing is sent", async () => {
  expect(await runReplay([], { type: "fast", atOnce: 1 }, new FakeDoor(), () => {}, never)).toMatchObject({ sent: 0 });
});
