/** Cloudflare Workers, the Paid plan. For replays and bills: what runs live behaves as AWS Lambda. */
import { awsLambda } from "./aws-lambda.ts";
import type { ProviderProfile, Sourced } from "./provider-profile.ts";

const PRICING = "https://developers.cloudflare.com/workers/platform/pricing/";
const LIMITS = "https://developers.cloudflare.com/workers/platform/limits/";

const price = <T>(value: T): Sourced<T> => ({ value, source: PRICING, asOf: "2026" });

export const cloudflareWorkers: ProviderProfile = {
  id: "cloudflare-workers",
  label: "Cloudflare Workers, Paid",
  simplified: [
    "One isolate serves one request here. On Cloudflare, one serves many at once and waiting costs nothing, so fewer are started than here.",
    "Only the processor's time is billed. How much of a handler's time that is, you say: this page does not measure it.",
    "No lifetime of an idle isolate is published: 15 minutes are assumed, and hardly matter where a start takes less than 5 ms.",
    "A month costs $5 whatever runs; 10 million requests and 30 million CPU-milliseconds come with it.",
  ],
  defaults: {
    memoryMb: 128,
    // Of the processor, by default: https://developers.cloudflare.com/workers/platform/limits/
    timeoutMs: 30_000,
    // None is published: more than any recording holds.
    accountConcurrency: 1_000_000,
    idleLifetimeMs: 900_000,
  },
  limits: {
    minMemoryMb: 128,
    maxMemoryMb: 128,
    // There is none while the client stays connected; 15 minutes for schedules and queues.
    maxTimeoutMs: 900_000,
    // Global scope must start within a second of the processor's time.
    initTimeoutMs: 1_000,
  },
  billing: {
    // To a whole millisecond, and that a start is free, is modelled: no page that was read says otherwise.
    value: { time: "cpu", stepMs: 1, leastMs: 0, init: "never" },
    source: PRICING,
    asOf: "2026",
  },
  cpuByMemory: { value: [[0, 1]], source: LIMITS, asOf: "2026" },
  prices: {
    tiers: price([{ upToGbSeconds: Number.POSITIVE_INFINITY, usdPerGbSecond: 0 }]),
    usdPerMillionRequests: price(0.3),
    freeRequestsPerMonth: price(10_000_000),
    freeGbSecondsPerMonth: price(0),
    // $0.02 a million CPU-milliseconds.
    usdPerCpuSecond: price(0.00002),
    freeCpuSecondsPerMonth: price(30_000),
    usdPerMonth: price(5),
  },
  // Of REPORT lines, which only Lambda writes.
  runtimeFootprintMb: awsLambda.runtimeFootprintMb,
  coldInitQuantilesMs: {
    value: [[0, 5]],
    source: "https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/ (under 5 ms; the bound itself is taken)",
    asOf: "2020-07-30",
  },
  provisioningQuantilesMs: {
    value: [[0, 0]],
    source: "Part of init: https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/",
    asOf: "2020-07-30",
  },
  servers: awsLambda.servers,
  loadBalancer: awsLambda.loadBalancer,
};
