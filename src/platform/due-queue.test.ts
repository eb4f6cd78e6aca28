import { describe, expect, test } from "vitest";
import { type Due, DueQueue } from "./due-queue.ts";
import { seededRandom } from "./seeded-random.ts";

const all = () => true;

describe("the due queue", () => {
  test("gives what falls due, by moment and then by order of entry, and nothing before its time", () => {
    const queue = new DueQueue<string>(all);
    queue.add(20, "c");
    queue.add(10, "a");
    queue.add(20, "d");
    queue.add(10, "b");
    expect(queue.takeDue(9.99)).toBeUndefined();
    expect(queue.peek()).toMatchObject({ atMs: 10, item: "a" });
    const taken = [10, 10, 10, 20, 20, 20].map((nowMs) => queue.takeDue(nowMs)?.item);
    expect(taken).toEqual(["a", "b", undefined, "c", "d", undefined]);
    expect(queue.peek()).toBeUndefined();
  });

  test("passes over what is no longer wanted", () => {
    const void_ = new Set(["b"]);
    const queue = new DueQueue<string>(({ item }) => !void_.has(item));
    for (const item of ["a", "b", "c"]) queue.add(1, item);
    expect(queue.takeDue(1)?.item).toBe("a");
    expect(queue.peek()?.item).toBe("c");
    void_.add("c");
    expect(queue.takeDue(1)).toBeUndefined();
  });

  test("does not grow with what is no longer wanted", () => {
    let [newest, largest] = [0, 0];
    const queue = new DueQueue<number>(({ item }) => item > newest - 10);
    for (newest = 1; newest <= 100_000; newest += 1) {
      queue.add(300_000 + newest, newest);
      largest = Math.max(largest, queue.size);
    }
    expect(largest).toBeLessThanOrEqual(65);
    expect(queue.peek()?.item).toBe(99_992);
  });

  test.each([1, 2, 3, 4, 5])("does what a sorted list does (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const unwanted = new Set<number>();
    const queue = new DueQueue<number>(({ item }) => !unwanted.has(item));
    let list: Due<number>[] = [];
    for (let step = 0; step < 5_000; step += 1) {
      const chance = random();
      if (chance < 0.5) {
        const due = { atMs: Math.floor(random() * 50), item: step };
        queue.add(due.atMs, due.item);
        list = [...list, due].sort((a, b) => a.atMs - b.atMs || a.item - b.item);
      } else if (chance < 0.65) {
        const gone = list[Math.floor(random() * list.length)];
        if (gone) unwanted.add(gone.item);
        list = list.filter((due) => due !== gone);
      } else {
        const nowMs = Math.floor(random() * 50);
        const first = list[0];
        const expected = first && first.atMs <= nowMs ? list.shift() : undefined;
        const taken = queue.takeDue(nowMs);
        expect(taken && { atMs: taken.atMs, item: taken.item }).toEqual(expected);
      }
      expect(queue.peek()?.item).toBe(list[0]?.item);
    }
    expect(list.length).toBeGreaterThan(0);
  });
});
