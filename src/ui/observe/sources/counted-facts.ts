/** Numbers that are counts of what happened, or ranks among what was measured: nothing in them is assumed. */
import { RELATIVE_ERROR } from "../../../metrics/quantile-sketch.ts";
import type { FactTable } from "./number-facts.ts";

type CountedId =
  | "requests"
  | "cold-starts"
  | "cold-share"
  | "errors"
  | "throttles"
  | "retries"
  | "evictions"
  | "concurrency"
  | "percentile-error"
  | "latency-change";

export const COUNTED_FACTS: FactTable<CountedId> = {
  requests: () => ({
    title: "Requests",
    kind: "counted",
    how: "Every request that ended, throttled ones included. Each attempt of an asynchronous invocation counts by itself.",
    not: "Requests that no route matched and events that were refused: no function was asked.",
  }),
  "cold-starts": () => ({
    title: "Cold starts",
    kind: "counted",
    how: "Requests for which a container was started.",
    not: "Inits inside a request after a crash or a timeout: that container was there already.",
  }),
  "cold-share": () => ({
    title: "Share of cold starts",
    kind: "counted",
    how: "Cold starts over the requests that ran. Throttled requests are in neither.",
  }),
  errors: () => ({
    title: "Errors",
    kind: "counted",
    how: "Requests whose handler threw, whose init failed, that ran out of time or memory, or whose process ended.",
    not: "Throttled requests: they never ran. An HTTP status of 500 that the handler itself answered is no error of the function.",
  }),
  throttles: () => ({
    title: "Throttled",
    kind: "counted",
    how: "Requests that met a limit and no container. They are answered at once with 429 and are not billed.",
  }),
  retries: () => ({
    title: "Retries",
    kind: "counted",
    how: "Attempts after the first: of one asynchronous invocation (they share a request id), or of an event that a queue or stream delivered again.",
  }),
  evictions: () => ({
    title: "Evictions",
    kind: "counted",
    how: "Containers that were ended while they were idle, each with the platform’s own reason.",
  }),
  concurrency: () => ({
    title: "Concurrency",
    kind: "counted",
    how: "Requests under way at one moment, from arrival to answer: provision and init are in it, as they are in Lambda’s.",
    sources: [
      {
        what: "What counts as concurrent",
        href: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
        asOf: "2026",
      },
    ],
  }),
  "percentile-error": () => ({
    title: "Percentile of the whole run",
    kind: "measured",
    how: `Latencies as measured, counted in buckets whose bounds rise by a fixed ratio: within ${RELATIVE_ERROR * 100} % of the exact value, however many requests there are. Tests compare it with exact ones.`,
    sources: [{ what: "The method, DDSketch", href: "https://www.vldb.org/pvldb/vol12/p2195-masson.pdf", asOf: "2019" }],
  }),
  "latency-change": () => ({
    title: "Latency with and without cold starts",
    kind: "measured",
    how: "The same percentile twice, exactly: over all requests that ran, and over those of them that met a warm container.",
    not: "What the cold ones would have taken warm: they are left out, not shortened.",
  }),
};
