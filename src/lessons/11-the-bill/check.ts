/**
 * The bill: what requests of this run were billed, worked out again with the platform's own billing and the profile's
 * prices, and what a server costs beside them. Answers read off the page may be rounded as the page rounds them.
 */
import { alwaysOnCostUsd, balancerCostUsd, costUsd } from "../../platform/billing.ts";
import type { BilledQuantities } from "../../platform/invocation.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../../platform/results.ts";
import { type Check, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { time } from "../said.ts";
import { exactMs, isOk, isWarm, named, notDeployed, obstacle } from "../seen-requests.ts";

const MILLION = 1_000_000;
const HOUR_MS = 3_600_000;
/** As clouds count a month: 365 days of 24 hours over 12. */
const MONTH_MS = 730 * HOUR_MS;
const MONTH_S = MONTH_MS / 1_000;

const splitWords = ({ split, billed }: InvocationView): string => {
  const ms = (us: number) => exactMs(us / 1_000);
  const init = split.initUs > 0 ? `${ms(split.initUs)} of init + ` : "";
  return `${init}${ms(split.runUs)} of run + ${ms(split.roundingUs)} of rounding = ${billed.billedMs} ms`;
};

const cold: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const first = seen.requests.find((request) => isOk(request) && request.coldStart);
  if (first)
    return done(`${first.billed.billedMs} ms are billed: ${splitWords(first)}.`, {
      truth: first.billed.billedMs,
      why:
        first.split.initUs > 0
          ? "Waiting is billed as work is: the clock runs from event to answer. And since August 2025 AWS bills the init of a cold start like the rest."
          : "Waiting is billed as work is: the clock runs from event to answer. Init is free here, as the platform's settings have it from before August 2025.",
    });
  const last = seen.requests.at(-1);
  if (!last || !isOk(last)) return obstacle(seen) ?? waiting();
  return wrong(`${last.containerId} was warm, so there was no init to bill. Press Evict idle in the fleet, then send.`);
};

const warm: Check = (seen) => {
  const { guess } = seen;
  const warmOnes = seen.allRequests.filter(isWarm);
  const last = warmOnes.at(-1);
  if (!last) {
    const newest = seen.requests.at(-1);
    if (newest && isOk(newest)) return wrong(`${newest.containerId} started cold. ${newest.reason} Send once more, while it is idle.`);
    return obstacle(seen) ?? waiting();
  }
  if (guess === undefined) return waiting(`${last.containerId} answered warm. Now read its receipt.`);
  const read = warmOnes.find(({ split }) => Math.abs(guess - split.roundingUs / 1_000) < 0.006);
  if (read)
    return done(`${splitWords(read)}.`, {
      truth: Number((read.split.roundingUs / 1_000).toFixed(2)),
      why: "AWS rounds each request up to the next whole millisecond: less than 1 % of this one, and most of a handler that takes a tenth of a millisecond.",
    });
  if (warmOnes.some(({ billed }) => billed.billedMs === guess))
    return wrong(`${guess} ms is all that is billed. Rounding has a line of its own above.`);
  return wrong(
    `No warm request of this run was rounded up by ${guess} ms. It is less than 1, and the receipt's last line before the cost.`,
  );
};

const times = (billed: BilledQuantities, count: number): BilledQuantities => ({
  requests: billed.requests * count,
  billedMs: billed.billedMs * count,
  billedMbMs: billed.billedMbMs * count,
  ...(billed.onProvisionedMbMs === undefined ? {} : { onProvisionedMbMs: billed.onProvisionedMbMs * count }),
});

const millionUsd = ({ billed }: InvocationView) => costUsd(times(billed, MILLION), awsLambda);
const timeUsd = ({ billed }: InvocationView) => costUsd({ ...times(billed, MILLION), requests: 0 }, awsLambda);
const dollars = (usd: number) => `$${usd.toFixed(2)}`;
const cents = (usd: number) => Number(usd.toFixed(2));
/** Of what is worked out by hand, from figures that are rounded. */
const near = (guess: number, truth: number, share = 0.025) => Math.abs(guess - truth) <= Math.max(share * truth, 0.006);

const byHand: Check = ({ guess, allRequests }) => {
  const warmOnes = allRequests.filter(isWarm);
  const last = warmOnes.at(-1);
  if (!last) return wrong("No warm request is left to work with. Send twice: the first starts a container, the second finds it.");
  if (guess === undefined) return waiting(`The last warm one: ${last.billed.billedMs} ms at ${last.memoryMb.toLocaleString("en-US")} MB.`);
  const read = warmOnes.find((request) => near(guess, millionUsd(request)));
  if (read) {
    const { billedMs, billedMbMs } = read.billed;
    const gbS = Number((billedMbMs / 1_024_000).toPrecision(4));
    return done(`${dollars(millionUsd(read))} for a million: ${dollars(timeUsd(read))} of time, $0.20 of requests.`, {
      truth: cents(millionUsd(read)),
      why: `${billedMs} ms × ${read.memoryMb.toLocaleString("en-US")} MB = ${gbS} GB-s, times $0.0000166667, plus $0.0000002 for the request. Modelled at AWS's prices of September 2026.`,
    });
  }
  if (near(guess, timeUsd(last))) return wrong(`${dollars(guess)} is the time alone. A million requests cost $0.20 besides.`);
  if (near(guess, 0.2)) return wrong("$0.20 is the requests alone. Their time comes to it: GB-seconds times the price of one.");
  if (near(guess * 1_000, millionUsd(last)) || near(guess / 1_000, millionUsd(last)))
    return wrong("Off by a thousand: a millisecond is a thousandth of a second.");
  if (allRequests.some((request) => request.coldStart && near(guess, millionUsd(request))))
    return wrong(`${dollars(guess)} is for the cold one. Take a warm one.`);
  return wrong(
    `Not ${dollars(guess)}. Take ${last.billed.billedMs} ms as ${last.billed.billedMs / 1_000} s, times ${last.memoryMb / 1_024} GB, times the price; then a million of it, and $0.20.`,
  );
};

const memory: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const warmOnes = seen.requests.filter(isWarm);
  for (const request of warmOnes.toReversed()) {
    const more = seen.allRequests.findLast(
      (other) => isWarm(other) && other.functionName === request.functionName && other.memoryMb > request.memoryMb,
    );
    if (more)
      return done(
        `${request.billed.billedMs} ms at ${request.memoryMb} MB, ${more.billed.billedMs} ms at ${more.memoryMb.toLocaleString("en-US")} MB: a million cost ${dollars(millionUsd(request))} instead of ${dollars(millionUsd(more))}.`,
        {
          truth: request.billed.billedMs,
          why: "Less memory means less processor on AWS, and this code needs none: it waits. Code that computes would take longer there; the aside says how much.",
        },
      );
  }
  const last = seen.requests.at(-1);
  if (!last || !isOk(last)) return obstacle(seen) ?? waiting();
  const changed = seen.allRequests.some(({ memoryMb }) => memoryMb > last.memoryMb);
  if (!changed && last.memoryMb <= 128)
    return wrong(
      "No warm request of more memory is left in this run: there is nothing to compare with. Set 1,024 MB, send twice, then 128.",
    );
  if (!changed)
    return wrong(
      notDeployed(seen, last.functionName) ??
        `${last.functionName} still has ${last.memoryMb.toLocaleString("en-US")} MB. Set Memory to 128 in its settings, then press Ctrl Enter.`,
    );
  return waiting(`${last.memoryMb} MB, and cold: the deploy began a new container. Once more, for a warm one.`);
};

/** What the person holds the bill against. */
function serverOf({ bill }: Seen) {
  const server = awsLambda.servers.find(({ id }) => id === bill.serverId) ?? awsLambda.servers[0];
  const balanced = bill.loadBalancer && server?.balancing === "load-balancer";
  const usd = (elapsedMs: number, requests: number) =>
    (server ? alwaysOnCostUsd(server, elapsedMs) : 0) + (balanced ? balancerCostUsd(awsLambda.loadBalancer, elapsedMs, requests) : 0);
  return { name: `${server?.id ?? "The server"}${balanced ? " with its load balancer" : ""}`, usd };
}

const idle: Check = (seen) => {
  const { guess, nowMs, requests, containers } = seen;
  const idleMs = nowMs - Math.max(seen.sinceMs, requests.at(-1)?.endedAtMs ?? 0);
  const held = containers.filter(({ provisioned, phase }) => provisioned && phase !== "evicted" && phase !== "failed");
  if (held.length > 0) return wrong(`${named(held.map(({ id }) => id))} kept ready, and paid for. Set Provisioned concurrency to 0.`);
  if (idleMs < HOUR_MS) return waiting(idleMs < 60_000 ? undefined : `Idle for ${time(idleMs)} of 60 min.`);
  const { name, usd } = serverOf(seen);
  const truth = Number((usd(HOUR_MS, 0) * 100).toPrecision(3));
  if (guess === undefined) return waiting("An hour went by. The functions cost nothing in it. And the server?");
  if (near(guess, truth, 0.05))
    return done(`An hour of nobody asking: functions $0, ${name} ${truth} cents.`, {
      truth,
      why: "Nothing ran, so there was nothing to bill; the containers were evicted on the way. A server is paid by the hour, asked or not.",
    });
  if (near(guess * 100, truth, 0.05)) return wrong(`${guess} is dollars. In cents it is a hundred times as many.`);
  return wrong(`Not ${guess} cents. Open the menu of "server", at the foot of the page: it says what ${name} costs an hour.`);
};

/** The lowest monthly number of such requests at which functions cost as much as the server; undefined where they never do. */
function breakEvenRequests(traffic: BilledQuantities, seen: Seen): number | undefined {
  const { usd } = serverOf(seen);
  const dearer = (requests: number) =>
    costUsd(times(traffic, requests / traffic.requests), awsLambda, { freeTier: seen.bill.freeTier }) >= usd(MONTH_MS, requests);
  let [low, high] = [0, MILLION];
  while (!dearer(high)) {
    [low, high] = [high, high * 2];
    if (high > 1e15) return undefined;
  }
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (dearer(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const sumOf = (requests: readonly InvocationView[]): BilledQuantities =>
  requests.reduce(
    (sum, { billed }) => ({
      requests: sum.requests + billed.requests,
      billedMs: sum.billedMs + billed.billedMs,
      billedMbMs: sum.billedMbMs + billed.billedMbMs,
    }),
    { requests: 0, billedMs: 0, billedMbMs: 0 },
  );

const perSecond = (perMonth: number) => Number((perMonth / MONTH_S).toPrecision(2));

const breakEven: Check = (seen) => {
  const { guess, allRequests } = seen;
  const ran = allRequests.filter(({ billed }) => billed.requests > 0);
  const all = sumOf(ran);
  if (all.requests === 0) return wrong("No request of this run was billed, so there is nothing to compare. Send a few.");
  if (guess === undefined) return waiting();
  const { name, usd } = serverOf(seen);
  // The chart takes the mean request; by hand, one takes the last.
  const traffics = [
    all,
    ...ran
      .filter(isWarm)
      .toReversed()
      .map(({ billed }) => billed),
  ];
  const evens = traffics.flatMap((traffic) => breakEvenRequests(traffic, seen) ?? []);
  const [first] = evens;
  if (first === undefined)
    return wrong(`${name} is dearer at any rate, as each request costs more on its load balancer. Take the load balancer away.`);
  const found = evens.find((each) => near(guess, each / MONTH_S, 0.06));
  if (found !== undefined) {
    const month = Number((found / MILLION).toPrecision(2));
    return done(`Below ${perSecond(found)} requests a second, round the clock, functions cost less than ${name}.`, {
      truth: perSecond(found),
      why: `${dollars(usd(MONTH_MS, found))} a month pays for ${month} million of these requests. A month has ${(MONTH_S / MILLION).toFixed(2)} million seconds. That one server could carry them is assumed.`,
    });
  }
  if (near(guess / 60, first / MONTH_S, 0.06)) return wrong(`${guess} is a minute. A second has a sixtieth of it.`);
  if (near((guess * MILLION) / MONTH_S, first / MONTH_S, 0.06) || near(guess / MONTH_S, first / MONTH_S, 0.06))
    return wrong("That is for a month. Divide by its 2.63 million seconds.");
  return wrong(`Not ${guess} a second. In Observe's Bill, the line below the chart Break-even works it out and ends with the rate.`);
};

const FREE_MONTH = 3 * MILLION;

const freeTier: Check = ({ guess, allRequests }) => {
  const last = allRequests.findLast(isWarm);
  if (!last) return wrong("No warm request is left to work with. Send twice: the first starts a container, the second finds it.");
  if (guess === undefined) return waiting();
  const month = times(last.billed, FREE_MONTH);
  const truth = cents(costUsd(month, awsLambda, { freeTier: true }));
  const without = costUsd(month, awsLambda);
  const gbS = Math.round(month.billedMbMs / 1_024_000).toLocaleString("en-US");
  if (near(guess, truth))
    return done(`${dollars(truth)}, instead of ${dollars(without)}.`, {
      truth,
      why: `Two million requests are beyond the free million: $0.40. Their time is ${gbS} GB-s, of 400,000 that are free. Both are of the whole account, each month.`,
    });
  if (near(guess, without)) return wrong(`${dollars(guess)} is without the free tier.`);
  if (near(guess, 0)) return wrong("Not all of it is free: only the first million requests are.");
  if (near(guess, 0.6)) return wrong("That is for all three million requests. The first million is free.");
  return wrong(
    `Not ${dollars(guess)}. Do requests and time apart: ${gbS} GB-s, of 400,000 free; three million requests, of one million free.`,
  );
};

export const checks: LessonChecks = {
  cold,
  warm,
  "by-hand": byHand,
  memory,
  idle,
  "break-even": breakEven,
  "free-tier": freeTier,
};
