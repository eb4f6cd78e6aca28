import { describe, expect, test } from "vitest";
import { pushToRing, type Ring } from "./bounded-ring.ts";

const EMPTY: Ring<number> = { items: [], dropped: 0 };

describe("a ring of three", () => {
  test.each<[string, number[][], Ring<number>]>([
    ["keeps what fits", [[1], [2, 3]], { items: [1, 2, 3], dropped: 0 }],
    ["lets go of the oldest", [[1, 2, 3], [4]], { items: [2, 3, 4], dropped: 1 }],
    [
      "is replaced by a batch of its size",
      [
        [1, 2],
        [3, 4, 5],
      ],
      { items: [3, 4, 5], dropped: 2 },
    ],
    ["keeps the end of a batch that is too large", [[1], [2, 3, 4, 5, 6]], { items: [4, 5, 6], dropped: 3 }],
    ["is unchanged by nothing", [[1, 2], []], { items: [1, 2], dropped: 0 }],
  ])("%s", (_, batches, expected) => {
    expect(batches.reduce((ring, batch) => pushToRing(ring, batch, 3), EMPTY)).toEqual(expected);
  });

  test("leaves the earlier ring as it was", () => {
    const before = pushToRing(EMPTY, [1, 2, 3], 3);
    pushToRing(before, [4], 3);
    expect(before).toEqual({ items: [1, 2, 3], dropped: 0 });
  });
});
