/**
 * What checks read off requests: what was asked, what was answered (under whatever names a person chose), who served it,
 * and what went wrong before it could answer. It says no more than the record does.
 */

import type { InvocationView } from "../platform/results.ts";
import { isRecord } from "../platform/triggers/parsed.ts";
import type { CheckResult, Seen } from "./checks.ts";
import { wrong } from "./checks.ts";
import { time } from "./said.ts";

/** As the REPORT line writes it: 12.34 ms. */
export const exactMs = (ms: number): string => `${ms.toFixed(2)} ms`;

export const isOk = ({ status }: InvocationView): boolean => status === "ok";
export const isWarm = (request: InvocationView): boolean => isOk(request) && !request.coldStart && request.initMs === 0;

export function parsedText(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the caller reads: the body of an HTTP answer, or what the handler returned; parsed where it is JSON. */
export function answerOf({ payload }: InvocationView): unknown {
  const returned = parsedText(payload);
  if (!isRecord(returned) || typeof returned.statusCode !== "number") return returned;
  return typeof returned.body === "string" ? parsedText(returned.body) : returned.body;
}

/** The numbers of an answer by their names: { "visits": 3 }, { "counts.total": 3 }, { "": 3 }. */
export function numbersOf(request: InvocationView): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const look = (value: unknown, name: string, depth: number): void => {
    if (typeof value === "number") found.set(name, value);
    else if (isRecord(value) && depth < 3)
      for (const [key, inner] of Object.entries(value)) look(inner, name === "" ? key : `${name}.${key}`, depth + 1);
  };
  look(answerOf(request), "", 0);
  return found;
}

/** Of an HTTP request: { name: "Ada" }. */
export function queryOf({ event }: InvocationView): Readonly<Record<string, string>> {
  const parsed = parsedText(event);
  const query = isRecord(parsed) ? parsed.queryStringParameters : undefined;
  if (!isRecord(query)) return {};
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The two were out at the same time. */
export function overlap(a: InvocationView, b: InvocationView): boolean {
  return a.arrivedAtMs < b.endedAtMs && b.arrivedAtMs < a.endedAtMs;
}

export function containersOf(requests: readonly InvocationView[]): readonly string[] {
  return [...new Set(requests.flatMap(({ containerId }) => containerId ?? []))];
}

/** "c-01", "c-01 and c-02", "c-01, c-02 and 3 more". */
export function named(ids: readonly string[]): string {
  if (ids.length > 3) return `${ids.slice(0, 2).join(", ")} and ${ids.length - 2} more`;
  return ids.length < 2 ? ids.join("") : `${ids.slice(0, -1).join(", ")} and ${ids.at(-1)}`;
}

/** Init and run, as its receipt has them. */
export function partsOf({ coldStart, initMs, durationMs }: InvocationView): string {
  return coldStart ? `${exactMs(initMs)} of init, then ${exactMs(durationMs)} in your handler` : `${exactMs(durationMs)} in your handler`;
}

/** Whatever a step wants, these keep it from coming: a build that failed, then the last request where it came to nothing. */
export function obstacle({ deployments, requests }: Seen): CheckResult | undefined {
  const failed = Object.entries(deployments).find(([, { status }]) => status === "failed");
  if (failed) return wrong(`The build of ${failed[0]} failed, so what is deployed is what was before. The editor says where.`);
  const last = requests.at(-1);
  return last && failureOf(last);
}

export function failureOf(request: InvocationView): CheckResult | undefined {
  const { status, functionName, error, durationMs, reason } = request;
  switch (status) {
    case "ok":
      return undefined;
    case "throttled":
      return wrong(`That request to ${functionName} was refused. ${reason}`);
    case "timeout":
      return wrong(
        `${functionName} ran into its time limit after ${time(durationMs)}. Raise Time limit in its settings, or wait for less.`,
      );
    default:
      return wrong(`${functionName} ended with ${errorWords(error)}. Its log says where.`);
  }
}

export function errorWords(error: InvocationView["error"]): string {
  if (!error) return "an error";
  const first = error.errorMessage.split("\n")[0] ?? "";
  return `${error.errorType}: ${first.length > 120 ? `${first.slice(0, 120)}…` : first}`;
}

/** Of a function that was changed and not deployed: what Send reaches is not what the editor shows. */
export function notDeployed({ deployments }: Seen, functionName: string): string | undefined {
  const { edited, version, status } = deployments[functionName] ?? {};
  if (!edited || status === "building") return undefined;
  return version === undefined
    ? `${functionName} is not deployed yet. Ctrl Enter deploys and sends.`
    : `Version ${version} answered: your changes are not deployed. Ctrl Enter deploys, then sends.`;
}
