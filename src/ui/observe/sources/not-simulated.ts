/**
 * What stands for a cloud here without a figure behind it: assumptions of the platform where no provider says how it
 * decides, and what is not simulated at all. Written down where a person reads it, not only in the code.
 */

export interface Assumption {
  readonly what: string;
  readonly how: string;
}

/** Behaviour that providers do not publish, and what is taken instead. Modelled, all of it. */
export const ASSUMPTIONS: readonly Assumption[] = [
  { what: "Which idle container is reused", how: "The one that was used last. No provider documents it." },
  {
    what: "How fast Lambda’s internal queue is taken from",
    how: "Up to 64 events of a function at once at first, up to 1,000 later, half as many after a throttle. AWS does not publish it.",
  },
  {
    what: "How pollers back off",
    how: "From one second, doubled with each failure in a row, up to one minute. AWS documents that they do, not how.",
  },
  {
    what: "How a queue’s poller scales",
    how: "From five batches at once by the published 300 a minute, as one step each minute; half after an error, back to five when idle.",
  },
  {
    what: "How many datapoints an alarm looks at",
    how: "Two more than its evaluation periods, as in AWS’s example for three; for other numbers no source says.",
  },
  { what: "How load is spread", how: "Steady, burst, spike and ramp are shapes of ours; only the day’s swing is taken from a study." },
];

export const NOT_SIMULATED: readonly Assumption[] = [
  { what: "Distance", how: "No network lies between caller, function and services: no round trips, no TLS, no regions." },
  {
    what: "The front door’s own time",
    how: "API Gateway and function URLs route and answer as documented, but take no time and set no time limit of their own.",
  },
  { what: "Latency of services", how: "S3, SQS, DynamoDB and the others answer from this page, in its own time." },
  { what: "CPU by memory", how: "More memory raises the bill; it does not make live code faster. A replay can scale it, and says so." },
  {
    what: "The machine’s kind",
    how: "x86 or arm, its model and its neighbours: code runs as fast as this computer does. Prices are those of x86.",
  },
  {
    what: "Placement and recycling",
    how: "Where AWS puts an environment, that it ends each after some hours, and that it starts some ahead of any request.",
  },
  {
    what: "How fast an account scales",
    how: "1,000 new environments of a function every ten seconds, and ten requests a second for each concurrent one: only concurrency limits here.",
  },
  {
    what: "The minutes in which containers are provisioned",
    how: "Each is ready when its own init is over. AWS takes a minute or two, and gives requests to them once all are.",
  },
  {
    what: "The rest of the account",
    how: "Other functions that use its concurrency, IAM permissions, VPCs, encryption keys, quotas of other services.",
  },
  { what: "SnapStart, container images, layers, extensions", how: "Functions are files that are bundled when they are deployed." },
  { what: "Other bills", how: "API Gateway, logs, storage, traffic, and what the services that functions call cost." },
  {
    what: "Other providers’ engines",
    how: "What runs live behaves as AWS Lambda. Azure, Google Cloud and Cloudflare are profiles for replays and bills.",
  },
  {
    what: "Parts of services",
    how: "Indexes, TTL and PartiQL of tables; multipart uploads; FIFO topics; schedules that were due while no tab was open.",
  },
  {
    what: "Parts of Node.js",
    how: "What a browser cannot give throws an error that names it. The network is off, but for hosts that you allow and confirm.",
  },
];
