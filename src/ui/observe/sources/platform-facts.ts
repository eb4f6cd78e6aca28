/** Numbers of the platform's own behaviour that no browser can measure: each is modelled, from a study or a published rule. */
import { formatMs } from "../../shared/format.ts";
import type { FactTable } from "./number-facts.ts";
import { sourcesOf } from "./sourced.ts";

type PlatformId = "queue" | "provision" | "idle-lifetime" | "eviction" | "retry-rule" | "replay";

const KEPT_WARM = {
  what: "How long Lambda kept containers warm, measured",
  href: "https://mikhail.io/serverless/coldstarts/aws/",
  asOf: "2021-01",
};
const LIFECYCLE = {
  what: "Environments are kept for a time that is not determined",
  href: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html",
  asOf: "2026",
};

export const PLATFORM_FACTS: FactTable<PlatformId> = {
  queue: () => ({
    title: "Queue",
    kind: "modelled",
    how: "Time a request waits for a container that was not started for it. On Lambda a synchronous request never does: it is 0.",
    not: "Time an event spends in SQS or in Lambda’s internal queue: that is before the request, and stands in its trace.",
  }),
  provision: ({ profile, settings }) => ({
    title: "Provision",
    kind: "modelled",
    how: settings.modelProvisioning
      ? "Drawn for each cold start from a published distribution: what a client saw of a cold start, less what init takes."
      : "Off, so 0: a browser provisions no machine. Turn on “model provisioning” in the platform’s settings to add it.",
    sources: sourcesOf("The distribution", profile.provisioningQuantilesMs),
  }),
  "idle-lifetime": ({ profile, settings }) => ({
    title: "Idle lifetime",
    kind: "modelled",
    how: `A container is evicted after ${formatMs(settings.idleLifetimeMs)} without a request; ${formatMs(profile.defaults.idleLifetimeMs)} unless you change it. No provider promises a time or lets you set one.`,
    sources: [KEPT_WARM, LIFECYCLE],
  }),
  eviction: ({ settings }) => ({
    title: "Eviction",
    kind: "modelled",
    how: `An idle container ends after ${formatMs(settings.idleLifetimeMs)}; the one used last is reused first, so the others run out. Both are assumptions: no provider documents them.`,
    not: "Containers that a cloud recycles every few hours even while they are busy.",
    sources: [KEPT_WARM, LIFECYCLE],
  }),
  "retry-rule": () => ({
    title: "When it is tried again",
    kind: "modelled",
    how: "An asynchronous invocation that fails is tried again after one and after two minutes; a throttled one waits, from one second up to five minutes, and uses up no try. What a queue delivered comes back after its visibility timeout.",
    sources: [
      {
        what: "Asynchronous invocation",
        href: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html",
        asOf: "2026",
      },
      { what: "Queues", href: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html", asOf: "2026" },
    ],
  }),
  replay: () => ({
    title: "Replayed run",
    kind: "modelled",
    how: "The same arrivals against other settings, played by the platform’s own rules. Runs and inits take the times that were measured in the recorded run.",
    not: "Code that would take another time with more memory, other data or other neighbours: for that, record it anew.",
  }),
};
