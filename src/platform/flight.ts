/**
 * A request under way in a container, from the moment it is given one until its record is written. What a record says of
 * times and money is put together here.
 */
import { type Billed, billInvocation, NO_SPLIT, NOTHING_BILLED } from "./billing.ts";
import type { Container } from "./fleet.ts";
import type { FunctionConfig } from "./function-config.ts";
import type { FailedInit, FunctionError, InvocationRecord, InvocationStatus } from "./invocation.ts";
import { throttledError } from "./lambda-error-texts.ts";
import type { ProviderProfile } from "./profiles/provider-profile.ts";
import type { Reason } from "./reasons.ts";

/** Why and how a container was chosen for the request. */
export interface Departure {
  readonly requestId: string;
  readonly coldStart: boolean;
  readonly reason: Reason;
  readonly provisionMs: number;
  readonly suppressedInit: boolean;
}

export interface Flight {
  readonly requestId: string;
  readonly functionName: string;
  readonly arrivedAtMs: number;
  readonly coldStart: boolean;
  readonly reason: Reason;
  readonly provisionMs: number;
  /** Init runs inside the invocation, after a reset: it is part of the duration, and no Init Duration is shown. */
  suppressedInit: boolean;
  initMs: number;
  /** Since when the function's time counts. */
  runSinceMs: number | undefined;
  readonly failedInits: FailedInit[];
}

export function newFlight(
  { requestId, coldStart, reason, provisionMs, suppressedInit }: Departure,
  functionName: string,
  atMs: number,
): Flight {
  return {
    requestId,
    functionName,
    arrivedAtMs: atMs,
    coldStart,
    reason,
    provisionMs,
    suppressedInit,
    initMs: 0,
    runSinceMs: undefined,
    failedInits: [],
  };
}

/** A container clocks its handler alone; init inside the invocation counts as well. */
export function withSuppressedInit(flight: Flight, handlerMs: number): number {
  return flight.suppressedInit ? flight.initMs + handlerMs : handlerMs;
}

export function noteFailedInit(flight: Flight, status: FailedInit["status"], initMs: number, errorType?: string): void {
  flight.initMs = initMs;
  const phase = flight.suppressedInit ? "invoke" : "init";
  flight.failedInits.push({ phase, status, initMs, ...(errorType === undefined ? {} : { errorType }) });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Landing {
  readonly status: InvocationStatus;
  /** The whole, a suppressed init included. */
  readonly durationMs: number;
  readonly error: FunctionError | undefined;
  readonly atMs: number;
  readonly billInit: boolean;
}

export function landedRecord(
  flight: Flight,
  container: Container,
  { status, durationMs, error, atMs, billInit }: Landing,
  profile: ProviderProfile,
): InvocationRecord {
  const { config, provisioned } = container;
  const { memoryMb, version, cpuBoundShare = 1 } = config;
  const initMs = flight.suppressedInit ? 0 : flight.initMs;
  const { billed, split }: Billed = billInvocation({ durationMs, initMs, memoryMb, billInit, provisioned, cpuBoundShare }, profile);
  // Once for every request there is: what may be absent is set, as spreading it in costs more than all the rest.
  const record: Mutable<InvocationRecord> = {
    requestId: flight.requestId,
    functionName: flight.functionName,
    version,
    status,
    containerId: container.id,
    coldStart: flight.coldStart,
    reason: flight.reason.text,
    because: flight.reason.kind,
    arrivedAtMs: flight.arrivedAtMs,
    endedAtMs: atMs,
    queueMs: 0,
    provisionMs: flight.provisionMs,
    initMs,
    durationMs,
    billed,
    split,
    memoryMb,
  };
  if (error) record.error = error;
  if (flight.failedInits.length > 0) record.failedInits = flight.failedInits;
  if (container.maxHeapBytes !== undefined) record.maxHeapBytes = container.maxHeapBytes;
  return record;
}

export function throttledRecord(
  requestId: string,
  { name, version, memoryMb }: FunctionConfig,
  reason: Reason,
  atMs: number,
): InvocationRecord {
  return {
    requestId,
    functionName: name,
    version,
    status: "throttled",
    error: throttledError(),
    coldStart: false,
    reason: reason.text,
    because: reason.kind,
    arrivedAtMs: atMs,
    endedAtMs: atMs,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 0,
    billed: NOTHING_BILLED,
    split: NO_SPLIT,
    memoryMb,
  };
}
