/** Google Cloud Run functions, request-based billing, tier 1. For replays and bills: what runs live behaves as AWS Lambda. */
import { awsLambda } from "./aws-lambda.ts";
import type { ProviderProfile, Sourced } from "./provider-profile.ts";

const price = <T>(value: T): Sourced<T> => ({ value, source: "https://cloud.google.com/run/pricing", asOf: "2026-10-07" });

export const googleCloud: ProviderProfile = {
  id: "google-cloud",
  label: "Google Cloud Run functions",
  simplified: [
    "One instance serves one request, as functions are deployed by default and as below 1 vCPU they must. Cloud Run services take up to 80 at once by default, which is not modelled.",
    "A request over the limit is refused at once here. Cloud Run lets it wait for up to 10 seconds or 3.5 average starts.",
    "Cold starts are what a client saw of the first generation in 2021, all of it taken for init, and billed as Cloud Run bills it.",
  ],
  defaults: {
    memoryMb: 256,
    timeoutMs: 300_000,
    // Instances at most, by default: https://docs.cloud.google.com/run/docs/about-instance-autoscaling (2026-09-10)
    accountConcurrency: 100,
    // Kept for up to 15 minutes; the same page. The first generation did so exactly in 2021-01 (mikhail.io).
    idleLifetimeMs: 900_000,
  },
  limits: {
    minMemoryMb: 128,
    maxMemoryMb: 32_768,
    maxTimeoutMs: 3_600_000,
    // It must listen within four minutes: https://docs.cloud.google.com/run/docs/container-contract
    initTimeoutMs: 240_000,
  },
  billing: {
    value: { time: "wall", stepMs: 100, leastMs: 100, init: "always" },
    source: "https://cloud.google.com/run/pricing",
    asOf: "2026-10-07",
  },
  cpuByMemory: {
    value: [
      [128, 0.083],
      [256, 0.167],
      [512, 0.333],
      [1_024, 0.583],
      [2_048, 1],
      [4_096, 2],
      [8_192, 2],
      [16_384, 4],
      [32_768, 8],
    ],
    source: "https://cloud.google.com/functions/docs/configuring/memory",
    asOf: "2026",
  },
  prices: {
    tiers: price([{ upToGbSeconds: Number.POSITIVE_INFINITY, usdPerGbSecond: 0.0000025 }]),
    usdPerMillionRequests: price(0.4),
    freeRequestsPerMonth: price(2_000_000),
    freeGbSecondsPerMonth: price(360_000),
    usdPerCpuSecond: price(0.000024),
    freeCpuSecondsPerMonth: price(180_000),
  },
  // Of REPORT lines, which only Lambda writes.
  runtimeFootprintMb: awsLambda.runtimeFootprintMb,
  coldInitQuantilesMs: {
    value: [
      [0.01, 449],
      [0.05, 467],
      [0.1, 501],
      [0.25, 592],
      [0.5, 665],
      [0.75, 786],
      [0.9, 924],
      [0.95, 1_136],
      [0.99, 2_410],
      [0.999, 3_498],
    ],
    source: "https://mikhail.io/serverless/coldstarts/gcp/ (first generation, JavaScript, as a client saw it, n = 145)",
    asOf: "2021-01-07",
  },
  provisioningQuantilesMs: {
    value: [[0, 0]],
    source: "Part of init: https://mikhail.io/serverless/coldstarts/gcp/ measures the two together",
    asOf: "2021-01-07",
  },
  servers: awsLambda.servers,
  loadBalancer: awsLambda.loadBalancer,
};
