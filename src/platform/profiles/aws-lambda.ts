/** AWS Lambda, us-east-1, x86. Each number with the page it was read from and the date. */
import type { AlwaysOnServer, ProviderProfile, Sourced } from "./provider-profile.ts";

const PRICING = "https://aws.amazon.com/lambda/pricing/";
const PRICES_AS_OF = "2026-09-19";
const EC2_PRICING = "https://aws.amazon.com/ec2/pricing/on-demand/";
const SERVERS_AS_OF = "2026-09-30";

const ELB_PRICING = "https://aws.amazon.com/elasticloadbalancing/pricing/";

const price = <T>(value: T): Sourced<T> => ({ value, source: PRICING, asOf: PRICES_AS_OF });
const server = (id: string, label: string, usdPerHour: number, source = EC2_PRICING): AlwaysOnServer => ({
  id,
  label,
  usdPerHour: { value: usdPerHour, source, asOf: SERVERS_AS_OF },
  balancing: "load-balancer",
});

export const awsLambda: ProviderProfile = {
  id: "aws-lambda",
  label: "AWS Lambda",
  defaults: {
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    memoryMb: 128,
    timeoutMs: 3_000,
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
    accountConcurrency: 1_000,
    // AWS promises nothing. Measured 2021-01 by M. Shilkov (mikhail.io): warm after 5 idle minutes, cold after 7.
    idleLifetimeMs: 300_000,
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  limits: {
    minMemoryMb: 128,
    maxMemoryMb: 10_240,
    maxTimeoutMs: 900_000,
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    initTimeoutMs: 10_000,
  },
  billing: {
    // The least is ours: no run takes no time, and a container's clock may be too coarse to see it.
    value: { time: "wall", stepMs: 1, leastMs: 1, init: "as-set" },
    source: "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
    asOf: "2025-04-29",
  },
  cpuByMemory: {
    // In proportion: 1,769 MB have the equivalent of one vCPU.
    value: [
      [0, 0],
      [10_240, 10_240 / 1_769],
    ],
    source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    asOf: "2026",
  },
  prices: {
    tiers: price([
      { upToGbSeconds: 6_000_000_000, usdPerGbSecond: 0.0000166667 },
      { upToGbSeconds: 15_000_000_000, usdPerGbSecond: 0.000015 },
      { upToGbSeconds: Number.POSITIVE_INFINITY, usdPerGbSecond: 0.0000133334 },
    ]),
    usdPerMillionRequests: price(0.2),
    freeRequestsPerMonth: price(1_000_000),
    freeGbSecondsPerMonth: price(400_000),
    provisioned: price({ heldUsdPerGbSecond: 0.0000041667, runUsdPerGbSecond: 0.0000097222 }),
  },
  runtimeFootprintMb: {
    value: 73,
    source: "https://github.com/maxday/lambda-perf (nodejs22.x, x86 zip, hello world: 73.2 MB max memory used)",
    asOf: "2026-08-22",
  },
  coldInitQuantilesMs: {
    value: [
      [0.01, 110],
      [0.5, 144],
      [0.9, 172],
      [0.99, 220],
      [0.999, 266],
    ],
    source: "https://github.com/maxday/lambda-perf (nodejs22.x, x86 zip, hello world)",
    asOf: "2026-08-22",
  },
  provisioningQuantilesMs: {
    // What a client saw of a cold start in 2021 (264 / 362 / 847 ms) less what init takes today (144 / 172 / 220 ms).
    value: [
      [0, 100],
      [0.5, 120],
      [0.9, 190],
      [0.99, 627],
      [1, 627],
    ],
    source: "Modelled: https://mikhail.io/serverless/coldstarts/aws/ (2021-01) less https://github.com/maxday/lambda-perf (2026-08)",
    asOf: "2026-08-22",
  },
  servers: [
    server("t4g.nano", "t4g.nano, 2 vCPU, 0.5 GB", 0.0042),
    server("t4g.micro", "t4g.micro, 2 vCPU, 1 GB", 0.0084),
    server("t4g.small", "t4g.small, 2 vCPU, 2 GB", 0.0168),
    server("t3.nano", "t3.nano, 2 vCPU, 0.5 GB", 0.0052),
    server("t3.micro", "t3.micro, 2 vCPU, 1 GB", 0.0104),
    server("t3.small", "t3.small, 2 vCPU, 2 GB", 0.0208),
    server("t3.medium", "t3.medium, 2 vCPU, 4 GB", 0.0416),
    server("m7g.large", "m7g.large, 2 vCPU, 8 GB", 0.0816),
    server("m6i.large", "m6i.large, 2 vCPU, 8 GB", 0.096),
    server("fargate", "Fargate, ¼ vCPU, 0.5 GB", 0.0123425, "https://aws.amazon.com/fargate/pricing/"),
    {
      ...server("azure-b1s", "Azure B1s, 1 vCPU, 1 GB", 0.0104, "https://azure.microsoft.com/pricing/details/virtual-machines/linux/"),
      balancing: "unknown",
    },
    {
      ...server("e2-micro", "Google e2-micro, 2 shared vCPU, 1 GB", 0.008376, "https://cloud.google.com/compute/vm-instance-pricing"),
      balancing: "unknown",
    },
    {
      id: "cloud-run",
      label: "Cloud Run always-on, 1 vCPU, 1 GiB",
      usdPerHour: { value: 0.072, source: "https://cloud.google.com/run/pricing", asOf: "2026-10-07" },
      balancing: "included",
    },
  ],
  loadBalancer: {
    label: "Application Load Balancer",
    usdPerHour: { value: 0.0225, source: ELB_PRICING, asOf: SERVERS_AS_OF },
    usdPerUnitHour: { value: 0.008, source: ELB_PRICING, asOf: SERVERS_AS_OF },
    newConnectionsPerSecondOfUnit: { value: 25, source: ELB_PRICING, asOf: "2026-09-20" },
    publicAddresses: {
      value: 2,
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
      asOf: "2026",
    },
    usdPerAddressHour: { value: 0.005, source: "https://aws.amazon.com/vpc/pricing/", asOf: SERVERS_AS_OF },
  },
};
