/** Readers of what a file says in full: notes of containers and events, the platform's settings, and single requests. */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { BilledQuantities, BilledSplit, FunctionError } from "../../platform/invocation.ts";
import { REASON_KINDS } from "../../platform/reasons.ts";
import type { InvocationView, LogLine, ServiceCallTrace } from "../../platform/results.ts";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { TraceCause, TraceNote } from "../../platform/services/trace-note.ts";
import { STATUSES, TRIGGERS } from "../history/history-rows.ts";
import {
  byType,
  constant,
  count,
  durationMs,
  fields,
  flag,
  list,
  moment,
  name,
  numberIn,
  oneOf,
  optional,
  type Reader,
  refuseAt,
  wholeIn,
  words,
} from "./readers.ts";

const MOST_EVENTS = 10_000;
const memoryMb = wholeIn(1, 1_048_576);
const concurrency = wholeIn(0, 1_000_000_000);
const because = oneOf(REASON_KINDS);

export const readSettings: Reader<PlatformSettings> = fields({
  accountConcurrency: concurrency,
  browserContainerLimit: concurrency,
  idleLifetimeMs: durationMs,
  billInit: flag,
  modelProvisioning: flag,
});

const ofContainer = { atMs: moment, containerId: name, functionName: name, version: name, because, reason: words };

export const readFleetNote: Reader<FleetNote> = byType<FleetNote>({
  started: fields({ type: constant("started"), ...ofContainer, memoryMb }),
  reset: fields({ type: constant("reset"), ...ofContainer }),
  ended: fields({ type: constant("ended"), ...ofContainer, how: oneOf(["evicted", "failed"]), served: count }),
  deployed: fields({
    type: constant("deployed"),
    atMs: moment,
    functionName: name,
    version: name,
    memoryMb,
    timeoutMs: durationMs,
    reservedConcurrency: optional(concurrency),
    provisionedConcurrency: optional(concurrency),
  }),
  removed: fields({ type: constant("removed"), atMs: moment, functionName: name }),
  configured: fields({ type: constant("configured"), atMs: moment, settings: readSettings }),
});

const NODE = /^(bucket|queue|table|topic|bus|alarm|function|schedule|http):/;
const node: Reader<NodeId> = (value, at) => {
  const id = name(value, at);
  return NODE.test(id) ? (id as NodeId) : refuseAt(at, "names no part of a project");
};

const cause: Reader<TraceCause> = byType<TraceCause>({
  request: fields({ type: constant("request"), requestId: name }),
  event: fields({ type: constant("event"), at: node, eventId: name }),
});

export const readTraceNote: Reader<TraceNote> = byType<TraceNote>({
  accepted: fields({
    type: constant("accepted"),
    atMs: moment,
    at: node,
    eventId: name,
    cause: optional(cause),
    sinceMs: optional(moment),
  }),
  delivered: fields({
    type: constant("delivered"),
    atMs: moment,
    at: node,
    eventIds: list(name, MOST_EVENTS),
    functionName: name,
    requestId: name,
    attempt: count,
  }),
  ended: fields({
    type: constant("ended"),
    atMs: moment,
    at: node,
    eventId: name,
    fate: oneOf(["processed", "dead-lettered", "expired", "discarded", "removed"]),
    detail: optional(words),
  }),
});

export const readBilled: Reader<BilledQuantities> = fields({
  requests: count,
  billedMs: count,
  billedMbMs: count,
  onProvisionedMbMs: optional(count),
  heldMbMs: optional(count),
  cpuUs: optional(count),
});
export const readSplit: Reader<BilledSplit> = fields({ initUs: count, runUs: count, roundingUs: count });

const error: Reader<FunctionError> = fields({ errorType: words, errorMessage: words, trace: optional(list(words, 1_000)) });

const logLine: Reader<LogLine> = fields({
  atMs: moment,
  text: words,
  level: optional(oneOf(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"])),
  from: oneOf(["platform", "console", "stdout"]),
});

const call: Reader<ServiceCallTrace> = fields({
  service: name,
  operation: name,
  target: words,
  atMs: moment,
  durationMs,
  status: wholeIn(0, 999),
  error: optional(words),
  eventIds: optional(list(name, MOST_EVENTS)),
});

const failedInit = fields({
  phase: oneOf(["init", "invoke"]),
  status: oneOf(["error", "timeout"]),
  initMs: durationMs,
  errorType: optional(words),
});

export const readView: Reader<InvocationView> = fields({
  requestId: name,
  functionName: name,
  version: name,
  status: oneOf(STATUSES),
  error: optional(error),
  containerId: optional(name),
  coldStart: flag,
  reason: words,
  because,
  arrivedAtMs: moment,
  endedAtMs: moment,
  queueMs: durationMs,
  provisionMs: durationMs,
  initMs: durationMs,
  durationMs,
  failedInits: optional(list(failedInit, 100)),
  billed: readBilled,
  split: readSplit,
  memoryMb,
  maxHeapBytes: optional(count),
  costUsd: numberIn(0, 1e12),
  logs: list(logLine, 100_000),
  event: words,
  payload: optional(words),
  trigger: oneOf(TRIGGERS),
  calls: optional(list(call, 1_000)),
  traceId: optional(name),
  cause: optional(cause),
  eventIds: optional(list(name, MOST_EVENTS)),
});
