import { describe, expect, test } from "vitest";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { PROFILES } from "../../platform/profiles/profiles.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { breakEvenOf, type Comparison, rateCosts, SECONDS_PER_MONTH } from "./break-even.ts";
import { MONTH_MS, serverPrice, serverUsd } from "./server-price.ts";

const serverOf = (id: string, balanced = false, profile: ProviderProfile = awsLambda) => {
  const server = awsLambda.servers.find((each) => each.id === id);
  if (!server) throw new Error(`The profile has no server ${id}.`);
  return serverPrice(server, profile, balanced);
};
const comparison = (change: Partial<Comparison> = {}): Comparison => ({
  traffic: { requests: 10, billedMs: 1_000, billedMbMs: 512_000 },
  profile: awsLambda,
  server: serverOf("t4g.small"),
  freeTier: false,
  ...change,
});

/** The first rate at which functions are as dear, by halving: nothing of the pieces is known to it. */
function searched(given: Comparison): number | undefined {
  const { functionsUsd, serverUsd: beside } = rateCosts(given);
  let low = 0;
  let high = 1;
  while (functionsUsd(high) < beside(high)) {
    low = high;
    high *= 1.5;
    if (high > 1e14) return undefined;
  }
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (functionsUsd(middle) < beside(middle)) low = middle;
    else high = middle;
  }
  return high;
}

describe("break-even", () => {
  test("100 ms of 512 MB beside a t4g.small: by hand", () => {
    const each = 0.000_000_2 + 0.05 * 0.0000166667;
    const even = breakEvenOf(comparison());
    expect(even?.requestsPerMonth).toBeCloseTo((0.0168 * 730) / each, 0);
    expect(even?.requestsPerSecond).toBeCloseTo((0.0168 * 730) / each / (730 * 3_600), 9);
    expect(even?.usdPerMonth).toBeCloseTo(12.264, 6);
    expect(even?.formula.freeUsd).toBeCloseTo(0, 9);
    expect(even?.formula.usdPerRequest).toBeCloseTo(each, 15);
  });

  test("with the free tier, what is free is added to the server's side", () => {
    const even = breakEvenOf(comparison({ freeTier: true }));
    expect(even?.formula.freeUsd).toBeCloseTo(0.2 + 400_000 * 0.0000166667, 6);
    const { serverUsdPerMonth = 0, freeUsd = 0, usdPerRequest = 1 } = even?.formula ?? {};
    expect(even?.requestsPerMonth).toBeCloseTo((serverUsdPerMonth + freeUsd) / usdPerRequest, 3);
  });

  test("a balancer that carries each request costs more of them", () => {
    const even = breakEvenOf(comparison({ server: serverOf("t4g.small", true) }));
    expect(even?.formula.balancerUsdPerRequest).toBeCloseTo(0.008 / 90_000, 15);
    expect(even?.formula.serverUsdPerMonth).toBeCloseTo((0.0168 + 0.0225 + 0.01) * 730, 6);
  });

  test("functions that cost less a request than the balancer are never as dear", () => {
    const profile = {
      ...awsLambda,
      prices: { ...awsLambda.prices, usdPerMillionRequests: { ...awsLambda.prices.usdPerMillionRequests, value: 0.01 } },
    };
    const traffic = { requests: 1, billedMs: 1, billedMbMs: 128 };
    expect(breakEvenOf(comparison({ profile, traffic, server: serverOf("t4g.small", true) }))).toBeUndefined();
  });

  test("a fee above the server is dearer at any rate", () => {
    const traffic = { requests: 1, billedMs: 5, billedMbMs: 640, cpuUs: 5_000 };
    const even = breakEvenOf(
      comparison({ profile: PROFILES["cloudflare-workers"], traffic, server: serverOf("t4g.nano"), freeTier: true }),
    );
    expect(even?.requestsPerMonth).toBe(0);
  });

  test("is what a search finds, for 300 random traffics, profiles and servers", () => {
    const random = seededRandom(3);
    const profiles = Object.values(PROFILES);
    for (let n = 0; n < 300; n += 1) {
      const requests = 1 + Math.floor(random() * 1_000);
      const billedMs = Math.ceil(requests * 10 ** (random() * 4));
      const given = comparison({
        traffic: {
          requests,
          billedMs,
          billedMbMs: billedMs * (128 + Math.floor(random() * 3_000)),
          cpuUs: Math.floor(billedMs * 500 * random()),
        },
        profile: profiles[Math.floor(random() * profiles.length)] ?? awsLambda,
        server: serverOf(random() < 0.5 ? "t3.nano" : "m6i.large", random() < 0.5),
        freeTier: random() < 0.5,
      });
      const expected = searched(given);
      const found = breakEvenOf(given)?.requestsPerMonth;
      if (expected === undefined || found === undefined) expect(found).toBe(expected);
      else expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.max(2, expected * 1e-9));
    }
  });
});

describe("the server's side", () => {
  test("an hour, a month, and each request through the balancer", () => {
    expect(serverUsd(serverOf("t4g.nano"), MONTH_MS, 1_000_000)).toBeCloseTo(3.07, 2);
    // 25 new connections a second, all month: one unit.
    expect(serverUsd(serverOf("t4g.nano", true), MONTH_MS, 25 * SECONDS_PER_MONTH)).toBeCloseTo((0.0042 + 0.0225 + 0.01 + 0.008) * 730, 6);
  });

  test.each(["azure-b1s", "e2-micro", "cloud-run"])("no balancer of AWS stands before %s", (id) => {
    expect(serverOf(id, true)).toMatchObject({ balanced: false, usdPerRequest: 0, usdPerHour: serverOf(id).usdPerHour });
  });
});
