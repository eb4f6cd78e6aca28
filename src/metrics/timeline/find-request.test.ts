import { expect, test } from "vitest";
import { requestAt, requestBeside, requestById } from "./find-request.ts";
import { randomRequests, request, runOf } from "./timeline-under-test.ts";

const { rows } = runOf([request("c-1", 0, 10), request("c-2", 2, 12), request("c-1", 20, 30), request("c-1", 30, 40)]);

test.each<[string, number, number, number, number | undefined]>([
  ["within one", 1, 25, 0, 2],
  ["where two meet, the later", 1, 30, 0, 3],
  ["near one", 1, 13, 4, 0],
  ["too far from any", 1, 15, 4, undefined],
  ["the nearer of two", 1, 16, 10, 2],
  ["of another container", 2, 13, 4, 1],
  ["of none", 9, 13, 400, undefined],
])("a moment %s", (_, place, atMs, withinMs, seq) => {
  expect(requestAt(rows, place, atMs, withinMs)).toBe(seq);
});

test.each<[number, 1 | -1, number | undefined]>([
  [-1, 1, 0],
  [0, 1, 2],
  [20, 1, 3],
  [30, 1, undefined],
  [30, -1, 2],
  [0, -1, undefined],
  [900, -1, 3],
])("from %d on in direction %d", (atMs, direction, seq) => {
  expect(requestBeside(rows, 1, atMs, direction)).toBe(seq);
});

test("steps go through every request of a container, over chunks, both ways", () => {
  const requests = randomRequests(11, 20_000);
  const run = runOf(requests);
  const own = requests.flatMap(({ containerId }, seq) => (containerId === "c-01" ? [seq] : []));
  const walk = (direction: 1 | -1) => {
    const seen: number[] = [];
    const place = (run.rows.dictionaries.containers.find("c-01") ?? -1) + 1;
    let atMs = direction === 1 ? -1 : 1e12;
    for (
      let seq = requestBeside(run.rows, place, atMs, direction);
      seq !== undefined;
      seq = requestBeside(run.rows, place, atMs, direction)
    ) {
      seen.push(seq);
      atMs = requests[seq]?.arrivedAtMs ?? 0;
    }
    return seen;
  };
  expect(walk(1)).toEqual(own);
  expect(walk(-1)).toEqual(own.toReversed());
});

test("an attempt is found by its id and its arrival", () => {
  const second = request("c-2", 2, 12);
  expect(requestById(rows, second.requestId, 2)).toBe(1);
  expect(requestById(rows, second.requestId, 3)).toBeUndefined();
  expect(requestById(rows, "nobody", 2)).toBeUndefined();
});
