import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { breakEvenOf } from "../../metrics/bill/break-even.ts";
import { serverPrice } from "../../metrics/bill/server-price.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { BEGAN_AT_MS, containerUnderTest, requestUnderTest, saidOf, seenUnderTest as seen } from "../seen-under-test.ts";
import { checks } from "./check.ts";

const ask = (step: string, given: Parameters<typeof seen>[0]) => {
  const check = checks[step];
  if (!check) throw new Error(`no check ${step}`);
  return check(seen(given));
};

type Given = Parameters<typeof requestUnderTest>[0];
const report = (atMs: number, given: Given = {}) =>
  requestUnderTest({ functionName: "report", memoryMb: 1_024, atMs, durationMs: 100.41, ...given });

const cold = report(0, { initMs: 65.82, durationMs: 101.51 });
const warm = report(1_000);
const [coldSmall, warmSmall] = [report(2_000, { memoryMb: 128, initMs: 50 }), report(3_000, { memoryMb: 128, durationMs: 100.6 })];
const stale = { report: { status: "deployed", version: "1", edited: true } } as const;

describe("cold", () => {
  test("billed is init, run and rounding", () =>
    expect(ask("cold", { requests: [cold], guess: 0 })).toMatchObject({
      state: "done",
      truth: 168,
      said: "168 ms are billed: 65.82 ms of init + 101.51 ms of run + 0.67 ms of rounding = 168 ms.",
    }));
  test("init that is set to be free is not in it", () => {
    const free = ask("cold", { requests: [report(0, { initMs: 65.82, billInit: false })], guess: 0 });
    expect(free).toMatchObject({ truth: 101 });
    expect(free).toHaveProperty("why", expect.stringContaining("Init is free here"));
  });
  test("wants a guess, then a cold request", () => {
    expect(ask("cold", { requests: [cold] }).state).toBe("waiting");
    expect(saidOf(ask("cold", { requests: [warm], guess: 0 }))).toContain("Evict idle");
  });
});

describe("warm", () => {
  test.each([0.59, 0.594])("%d is read off the receipt", (guess) =>
    expect(ask("warm", { before: [cold], requests: [warm], guess })).toMatchObject({ state: "done", truth: 0.59 }),
  );
  test.each([
    [101, "all that is billed"],
    [0.67, "No warm request"],
    [0, "No warm request"],
  ])("%d is not it", (guess, said) => {
    const result = ask("warm", { before: [cold], requests: [warm], guess });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("a cold one is no warm one", () => {
    const result = ask("warm", {
      before: [cold],
      requests: [report(900_000, { initMs: 60, reason: "Cold: scaled to zero." })],
      guess: 0.5,
    });
    expect(saidOf(result)).toContain("Cold: scaled to zero.");
  });
});

describe("by hand", () => {
  const before = [cold, warm];
  // 0.101 GB-s x $0.0000166667 + $0.0000002, a million times
  test.each([1.88, 1.883, 1.9, 1.85])("$%d", (guess) =>
    expect(ask("by-hand", { before, guess })).toMatchObject({ state: "done", truth: 1.88 }),
  );
  test.each([
    [1.68, "the time alone"],
    [0.2, "the requests alone"],
    [1_883, "Off by a thousand"],
    [0.001_88, "Off by a thousand"],
    [3, "the cold one"],
    [12, "Not $12.00"],
  ])("$%d is named", (guess, said) => {
    const result = ask("by-hand", { before, guess });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("any memory", () => expect(ask("by-hand", { before: [warmSmall], guess: 0.41 })).toMatchObject({ state: "done", truth: 0.41 }));
  test("without a warm request there is none to work with", () =>
    expect(saidOf(ask("by-hand", { before: [cold], guess: 2 }))).toContain("No warm"));
});

describe("memory", () => {
  const before = [cold, warm];
  test("the same time, an eighth of the price", () => {
    const result = ask("memory", { before, requests: [coldSmall, warmSmall], guess: 800 });
    expect(result).toMatchObject({
      state: "done",
      truth: 101,
      said: "101 ms at 128 MB, 101 ms at 1,024 MB: a million cost $0.41 instead of $1.88.",
    });
  });
  test("waits for a warm one", () =>
    expect(ask("memory", { before, requests: [coldSmall], guess: 800 })).toMatchObject({ state: "waiting" }));
  test.each([
    ["the start's memory", [report(5_000)], {}, "still has 1,024 MB"],
    ["not deployed", [report(5_000)], stale, "not deployed"],
    ["more of it", [report(5_000, { memoryMb: 2_048 })], {}, "still has 2,048 MB"],
  ])("%s", (_, requests, deployments, said) => {
    const result = ask("memory", { before, requests, deployments, guess: 800 });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("after a reset there is nothing to compare with", () =>
    expect(saidOf(ask("memory", { requests: [coldSmall, warmSmall], guess: 800 }))).toContain("nothing to compare"));
});

describe("idle", () => {
  const nowMs = BEGAN_AT_MS + 4_000_000;
  test("an hour without requests, and the server's price of it", () => {
    expect(ask("idle", { nowMs, guess: 1.04 })).toMatchObject({ state: "done", truth: 1.04 });
    expect(ask("idle", { nowMs, guess: 1 })).toMatchObject({ state: "done" });
    expect(saidOf(ask("idle", { nowMs, guess: 1.04 }))).toContain("t3.micro 1.04 cents");
  });
  test("of the server that was chosen, with its load balancer", () => {
    const bill = { serverId: "t3.micro", loadBalancer: true, freeTier: false };
    // 0.0104 + 0.0225 + 2 addresses at 0.005
    expect(ask("idle", { nowMs, bill, guess: 4.29 })).toMatchObject({ state: "done", truth: 4.29 });
  });
  test("waits, and says how far it is", () => {
    expect(ask("idle", {})).toEqual({ state: "waiting" });
    expect(saidOf(ask("idle", { nowMs: BEGAN_AT_MS + 720_000 }))).toBe("Idle for 12 min of 60 min.");
    const requests = [report(3_000_000)];
    expect(ask("idle", { nowMs, requests, guess: 1.04 }).state).toBe("waiting");
  });
  test.each([
    [0.0104, "In cents"],
    [5, "Not 5 cents"],
    [0, "Not 0 cents"],
  ])("%d is not it", (guess, said) => expect(saidOf(ask("idle", { nowMs, guess }))).toContain(said));
  test("what is kept ready is not idle for nothing", () =>
    expect(saidOf(ask("idle", { nowMs, guess: 1.04, containers: [containerUnderTest({ provisioned: true })] }))).toContain("paid for"));
});

describe("break-even", () => {
  const requests = [cold, warm, coldSmall, warmSmall];
  test("is what Observe's chart says, for any server, with and without balancer and free tier", () => {
    const random = seededRandom(11);
    for (const server of awsLambda.servers) {
      for (const [loadBalancer, freeTier] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const ran = Array.from({ length: 3 }, (_, at) =>
          report(at * 1_000, { initMs: 50 * random(), durationMs: 500 * random(), memoryMb: 128 * (1 + Math.floor(8 * random())) }),
        );
        const sum = (of: (each: (typeof ran)[number]) => number) => ran.reduce((total, each) => total + of(each), 0);
        const traffic = {
          requests: ran.length,
          billedMs: sum(({ billed }) => billed.billedMs),
          billedMbMs: sum(({ billed }) => billed.billedMbMs),
        };
        const chart = breakEvenOf({ traffic, profile: awsLambda, server: serverPrice(server, awsLambda, loadBalancer), freeTier });
        const bill = { serverId: server.id, loadBalancer, freeTier };
        const truth = Number((chart?.requestsPerSecond ?? 0).toPrecision(2));
        expect(ask("break-even", { requests: ran, bill, guess: truth })).toMatchObject({ state: "done", truth });
      }
    }
  });
  // $7.592 a month over $0.41 a million: 18.5 million
  test("the last request by hand will do", () => expect(ask("break-even", { requests, guess: 7 })).toMatchObject({ state: "done" }));
  test.each([
    [119, "a minute"],
    [5.23, "for a month"],
    [400, "Not 400"],
    [0, "Not 0"],
  ])("%d is named", (guess, said) => {
    const result = ask("break-even", { requests, guess });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("a balancer that is dearer a request than the function", () => {
    const tiny = report(0, { durationMs: 0.1, memoryMb: 128 });
    const bill = { serverId: "t3.micro", loadBalancer: true, freeTier: false };
    // $0.0889 a million on the balancer, $0.2021 on the function: they meet.
    expect(ask("break-even", { requests: [tiny], bill, guess: 1 }).state).toBe("wrong");
  });
  test("nothing billed, nothing to compare", () => expect(saidOf(ask("break-even", { guess: 1 }))).toContain("nothing to compare"));
});

describe("free tier", () => {
  const requests = [warmSmall];
  test("only the requests beyond the free million", () =>
    expect(ask("free-tier", { requests, guess: 0.4 })).toMatchObject({ state: "done", truth: 0.4, said: "$0.40, instead of $1.23." }));
  test.each([
    [1.23, "without the free tier"],
    [0, "Not all of it is free"],
    [0.6, "all three million"],
    [7, "Not $7.00"],
  ])("$%d is named", (guess, said) => expect(saidOf(ask("free-tier", { requests, guess }))).toContain(said));
});

describe("the text", () => {
  const text = readFileSync(new URL("./lesson.md", import.meta.url), "utf8");
  const { tiers, usdPerMillionRequests, freeGbSecondsPerMonth, freeRequestsPerMonth } = awsLambda.prices;
  test.each([
    ["a GB-second", `$${tiers.value[0]?.usdPerGbSecond}`],
    ["a million requests", `$${usdPerMillionRequests.value.toFixed(2)}`],
    ["free GB-seconds", freeGbSecondsPerMonth.value.toLocaleString("en-US")],
    ["one million is free", freeRequestsPerMonth.value === 1_000_000 ? "a million requests" : "another number"],
    ["the date of the prices", "September 2026"],
  ])("says %s as the profile does", (_, figure) => expect(text).toContain(figure));
  test("and the date is the profile's", () => expect(tiers.asOf).toMatch(/^2026-09/));
});
