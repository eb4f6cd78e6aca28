/** Azure Functions on the Consumption plan, East US. For replays and bills: what runs live behaves as AWS Lambda. */
import { awsLambda } from "./aws-lambda.ts";
import type { ProviderProfile, Sourced } from "./provider-profile.ts";

const price = <T>(value: T): Sourced<T> => ({
  value,
  source: "https://azure.microsoft.com/pricing/details/functions/",
  asOf: "2026-10-04",
});
const SCALE = "https://learn.microsoft.com/azure/azure-functions/functions-scale";

export const azureFunctions: ProviderProfile = {
  id: "azure-functions",
  label: "Azure Functions, Consumption",
  simplified: [
    "One instance serves one request here. On Azure, one serves up to 100 HTTP requests at once, so there are fewer cold starts than here.",
    "Memory is billed as configured here, up to the next 128 MB. Azure bills what it observes of the whole function app.",
    "At most one new instance a second for HTTP: this is not modelled, instances start at once.",
    "Cold starts are what a client saw in 2021, all of it taken for init; Azure does not bill it here.",
  ],
  defaults: {
    // An instance has 1.5 GB whatever a function uses: what is billed must be chosen.
    memoryMb: 512,
    timeoutMs: 300_000,
    // At most 200 instances on Windows: https://learn.microsoft.com/azure/azure-functions/functions-scale (2026-09-16)
    accountConcurrency: 200,
    // "A few minutes" by the documentation. Measured 2021-01 by M. Shilkov (mikhail.io): 79 % warm after 20 minutes, half after 22.
    idleLifetimeMs: 1_200_000,
  },
  limits: {
    minMemoryMb: 128,
    maxMemoryMb: 1_536,
    maxTimeoutMs: 600_000,
    // The load balancer's: an HTTP request must be answered by then.
    initTimeoutMs: 230_000,
  },
  billing: {
    // That a start is not billed is modelled: no page that was read says it is.
    value: { time: "wall", stepMs: 1, leastMs: 100, memory: { stepMb: 128, leastMb: 128, mostMb: 1_536 }, init: "never" },
    source: "https://azure.microsoft.com/pricing/details/functions/",
    asOf: "2026-10-04",
  },
  cpuByMemory: {
    // One CPU an instance, whatever a function uses.
    value: [[0, 1]],
    source: SCALE,
    asOf: "2026-09-16",
  },
  prices: {
    tiers: price([{ upToGbSeconds: Number.POSITIVE_INFINITY, usdPerGbSecond: 0.000016 }]),
    usdPerMillionRequests: price(0.2),
    freeRequestsPerMonth: price(1_000_000),
    freeGbSecondsPerMonth: price(400_000),
  },
  // Of REPORT lines, which only Lambda writes.
  runtimeFootprintMb: awsLambda.runtimeFootprintMb,
  coldInitQuantilesMs: {
    // JavaScript on Windows: two groups, about a second and about ten.
    value: [
      [0.01, 910],
      [0.05, 979],
      [0.1, 1_014],
      [0.25, 1_110],
      [0.5, 1_591],
      [0.75, 8_902],
      [0.9, 10_442],
      [0.95, 12_068],
      [0.99, 14_460],
      [0.999, 14_537],
    ],
    source: "https://mikhail.io/serverless/coldstarts/azure/ (JavaScript, Windows, as a client saw it, n = 117)",
    asOf: "2021-01-07",
  },
  provisioningQuantilesMs: {
    value: [[0, 0]],
    source: "Part of init: https://mikhail.io/serverless/coldstarts/azure/ measures the two together",
    asOf: "2021-01-07",
  },
  servers: awsLambda.servers,
  loadBalancer: awsLambda.loadBalancer,
};
