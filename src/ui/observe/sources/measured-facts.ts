/** Numbers that are clocked while a person's code really runs, and what the clock does not see. */
import type { FactTable } from "./number-facts.ts";
import { sourcesOf } from "./sourced.ts";

type MeasuredId =
  | "latency"
  | "percentile"
  | "init"
  | "cold-wait"
  | "duration"
  | "billed"
  | "rounding"
  | "init-share"
  | "memory"
  | "trace-timing"
  | "service-time";

const NO_NETWORK = "The way to a cloud and back, API Gateway’s own time, and this page’s time between the phases.";

const BILLING_RULE = {
  what: "What is billed since 2025-08-01: init and run, in whole milliseconds",
  href: "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
  asOf: "2025-04-29",
};

export const MEASURED_FACTS: FactTable<MeasuredId> = {
  latency: ({ profile, settings }) => ({
    title: "Latency",
    kind: "measured",
    how: settings.modelProvisioning
      ? "Provision, init and run of the request added up. Init and run are measured in the container; provision is modelled, and is on."
      : "Init and run of the request added up, both measured in the container. Provision is off and adds nothing.",
    not: NO_NETWORK,
    sources: settings.modelProvisioning ? sourcesOf("Provisioning times", profile.provisioningQuantilesMs) : [],
  }),
  percentile: () => ({
    title: "Percentile",
    kind: "measured",
    how: "The smallest latency that at least this share of the requests did not exceed. Throttled requests have none and are not in it.",
    not: NO_NETWORK,
  }),
  init: ({ profile }) => ({
    title: "Init",
    kind: "measured",
    how: "Clocked in the container, to 0.01 ms: from its first line until module scope and its imports are done, in this browser, on this machine.",
    not: "The runtime’s own start: a browser’s worker stands sooner than Node.js on Lambda, whose published times are the source below.",
    sources: sourcesOf("Init of a hello world on Lambda", profile.coldInitQuantilesMs),
  }),
  "cold-wait": ({ settings }) => ({
    title: "Waited for cold starts",
    kind: "measured",
    how: settings.modelProvisioning
      ? "Init, measured in the container, and provision, which is modelled, of these requests added up."
      : "Init of these requests, measured in the container, added up. Provision is off and adds nothing.",
    not: "What a first run takes longer than a later one: that is part of the run.",
  }),
  duration: () => ({
    title: "Run",
    kind: "measured",
    how: "Clocked in the container, to 0.01 ms: from the event until the answer. After a crash or a timeout, the init that runs again is in it.",
    not: "A smaller CPU: memory changes what is billed, not how fast this machine runs.",
  }),
  billed: () => ({
    title: "Billed time",
    kind: "measured",
    how: "Init and run as measured, added and rounded up to the next whole millisecond, by the published rule.",
    not: "Provision, idle time and throttled requests: nobody is billed for them.",
    sources: [BILLING_RULE],
  }),
  rounding: () => ({
    title: "Rounding",
    kind: "measured",
    how: "What rounding up to whole milliseconds adds to init and run as measured. A run of no time at all is billed 1 ms.",
    sources: [BILLING_RULE],
  }),
  "init-share": ({ settings }) => ({
    title: "Init’s share of the bill",
    kind: "measured",
    how: settings.billInit
      ? "Init as measured, over all that is billed. Billed since 2025-08-01; the setting “bill init” goes back to before."
      : "None: the setting “bill init” is off, as it was on Lambda before 2025-08-01.",
    sources: [BILLING_RULE],
  }),
  memory: ({ profile }) => ({
    title: "Max memory used",
    kind: "measured",
    how: `The container’s heap as the browser measured it, plus ${profile.runtimeFootprintMb.value} MB for the runtime itself, which a browser does not have: that part is modelled.`,
    not: "While other containers stand frozen the browser cannot tell them apart, and the last measured value is kept.",
    sources: sourcesOf("The runtime’s footprint", profile.runtimeFootprintMb),
  }),
  "trace-timing": () => ({
    title: "Times of a trace",
    kind: "measured",
    how: "Phases are clocked in the container. When an event was accepted, delivered or ended is the platform’s clock, which passes idle time faster where you ask it to.",
    not: "Polling intervals and back-off of AWS’s own pollers where AWS does not publish them: those are modelled.",
  }),
  "service-time": () => ({
    title: "Time of a service call",
    kind: "measured",
    how: "From the call until its answer, as this page saw it. The service stands in the page.",
    not: "The latency of S3, SQS or DynamoDB in a cloud: mostly some milliseconds more. It is not simulated.",
  }),
};
