/** Numbers that are clocked while a person's code really runs, and what the clock does not see. */
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
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

/** How a run becomes what is billed, as the provider publishes it. */
function ruleOf({ label, billing: { value } }: ProviderProfile): string {
  const time = value.time === "cpu" ? "Time of the processor" : value.init === "never" ? "Run" : "Init and run";
  const least = value.leastMs > value.stepMs ? `, at least ${value.leastMs} ms` : "";
  const step = value.stepMs === 1 ? "the next whole millisecond" : `the next ${value.stepMs} ms`;
  return `${time} as measured, rounded up to ${step}${least}: the rule that is published for ${label}.`;
}

function initWords({ label, billing }: ProviderProfile, billInit: boolean): string {
  if (billing.value.init === "never") return `None: ${label} does not bill init here.`;
  if (billing.value.init === "as-set" && !billInit) return "None: the setting “bill init” is off, as it was on Lambda before 2025-08-01.";
  return "Init as measured, over all that is billed.";
}

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
  billed: ({ profile }) => ({
    title: "Billed time",
    kind: "measured",
    how: ruleOf(profile),
    not: "Provision, idle time and throttled requests: nobody is billed for them.",
    sources: sourcesOf("The rule", profile.billing),
  }),
  rounding: ({ profile }) => ({
    title: "Rounding",
    kind: "measured",
    how: `What is billed beyond what was measured. ${ruleOf(profile)}`,
    sources: sourcesOf("The rule", profile.billing),
  }),
  "init-share": ({ profile, settings }) => ({
    title: "Init’s share of the bill",
    kind: "measured",
    how: initWords(profile, settings.billInit),
    sources: sourcesOf("The rule", profile.billing),
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
