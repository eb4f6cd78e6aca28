/**
 * Reads a load plan as a script or the page writes it. It owns the bounds of a run and refuses plans that are too
 * large, have two paces, or have no end.
 */

import { parseHttpRequest } from "./triggers/parse-http-request.ts";
import { isRecord, type Parsed, type Refused, refuse } from "./triggers/parsed.ts";
import { type LoadPlan, loopOf, MAX_LOAD_REQUESTS } from "./workload.ts";
import { LOAD_PATTERNS, type LoadPattern } from "./workload-shapes.ts";

/** A day. Ours, not a provider's. */
const MAX_DURATION_MS = 86_400_000;
const MAX_RATE_PER_SECOND = 100_000;
/** Ten times Lambda's default account concurrency: enough to see it throttle. */
const MAX_CONCURRENCY = 10_000;

type Quantity = "requests" | "durationMs" | "ratePerSecond" | "concurrency";

const BOUNDS: Readonly<Record<Quantity, { readonly max: number; readonly whole: boolean }>> = {
  requests: { max: MAX_LOAD_REQUESTS, whole: true },
  durationMs: { max: MAX_DURATION_MS, whole: false },
  ratePerSecond: { max: MAX_RATE_PER_SECOND, whole: false },
  concurrency: { max: MAX_CONCURRENCY, whole: true },
};
const QUANTITIES = ["requests", "durationMs", "ratePerSecond", "concurrency"] as const satisfies readonly Quantity[];

function isPattern(value: unknown): value is LoadPattern {
  return LOAD_PATTERNS.some((pattern) => pattern === value);
}

function parseQuantities(input: Readonly<Record<string, unknown>>): Parsed<Readonly<Partial<Record<Quantity, number>>>> {
  const quantities: Partial<Record<Quantity, number>> = {};
  for (const name of QUANTITIES) {
    const value = input[name];
    if (value === undefined) continue;
    const { max, whole } = BOUNDS[name];
    if (typeof value !== "number" || !(value > 0) || value > max || (whole && !Number.isInteger(value))) {
      const kind = whole ? "a whole number" : "a number";
      return refuse("load-quantity", `${name} is ${shown(value)}.`, `Give ${kind} above 0, at most ${max.toLocaleString("en-US")}.`);
    }
    quantities[name] = value;
  }
  return { ok: true, value: quantities };
}

function shown(value: unknown): string {
  return typeof value === "number" ? value.toLocaleString("en-US") : `not a number but ${typeof value}`;
}

/** Undefined when the plan has an end and one pace. */
function refusePace({ requests, durationMs, ratePerSecond, concurrency }: Partial<Record<Quantity, number>>): Refused | undefined {
  if (requests === undefined && durationMs === undefined) {
    return refuse("load-no-end", "The plan does not say when it ends.", "Give requests or durationMs.");
  }
  if (ratePerSecond !== undefined && concurrency !== undefined) {
    return refuse(
      "load-two-paces",
      "The plan has both a rate and a concurrency.",
      "Keep ratePerSecond to send by the clock, or concurrency to send when one ends.",
    );
  }
  if (ratePerSecond === undefined && concurrency === undefined && (requests === undefined || durationMs === undefined)) {
    return refuse("load-no-pace", "The plan does not say how fast to send.", "Add ratePerSecond or concurrency.");
  }
  return undefined;
}

export function parseLoadPlan(input: unknown): Parsed<LoadPlan> {
  if (!isRecord(input)) {
    return refuse("load-plan", "The load plan is not an object.", 'Write { function: "hello", requests: 100, ratePerSecond: 20, … }.');
  }
  const { function: functionName, request, event, pattern, seed } = input;
  if (typeof functionName !== "string" || functionName === "") {
    return refuse("load-function", "The plan names no function.", 'Write function: "hello".');
  }
  if (!isPattern(pattern)) {
    return refuse("load-pattern", `The pattern is not one of ${LOAD_PATTERNS.join(", ")}.`, 'Write pattern: "steady".');
  }
  if (typeof seed !== "number" || !Number.isSafeInteger(seed)) {
    return refuse("load-seed", "The seed is not a whole number.", "Write seed: 1. The same seed gives the same arrivals.");
  }
  if (request !== undefined && event !== undefined) {
    return refuse(
      "load-two-payloads",
      "The plan has both a request and an event.",
      "Keep request to go through the routes, or event to call the function itself.",
    );
  }
  const quantities = parseQuantities(input);
  if (!quantities.ok) return quantities;
  const badPace = refusePace(quantities.value);
  if (badPace) return badPace;
  const parsedRequest = request === undefined ? undefined : parseHttpRequest(request);
  if (parsedRequest && !parsedRequest.ok) return parsedRequest;

  const plan: LoadPlan = {
    function: functionName,
    ...(parsedRequest ? { request: parsedRequest.value } : { event: event === undefined ? {} : event }),
    ...quantities.value,
    pattern,
    seed,
  };
  const loop = loopOf(plan);
  if (loop.requests > MAX_LOAD_REQUESTS || (loop.durationMs ?? 0) > MAX_DURATION_MS) {
    const size = `${loop.requests.toLocaleString("en-US")} requests over ${((loop.durationMs ?? 0) / 1000).toLocaleString("en-US")} s`;
    return refuse(
      "load-too-large",
      `The plan makes ${size}.`,
      `Stay within ${MAX_LOAD_REQUESTS.toLocaleString("en-US")} requests and a day: lower the rate or the duration.`,
    );
  }
  return { ok: true, value: plan };
}
