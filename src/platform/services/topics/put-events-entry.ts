/**
 * Reads an entry of PutEvents, with EventBridge's own refusals. An entry that is refused does not keep the others from
 * being put. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
import { nameIn } from "../../aws-names.ts";
import { utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import type { PublishedEvent } from "./published-message.ts";

export const DEFAULT_BUS = "default";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html: deeper JSON is not processed. */
const MAX_DEPTH = 1_000;
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: what Time counts for. */
const TIME_BYTES = 14;
/** The moments that a Date can hold. */
const MOMENT_LIMIT_MS = 8.64e15;

export interface RefusedEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

export type ReadEntry = Omit<PublishedEvent, "eventId"> | RefusedEntry;

const refused = (ErrorCode: string, ErrorMessage: string): RefusedEntry => ({ ErrorCode, ErrorMessage });

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** As AWS counts it. */
export function entrySizeBytes(entry: unknown): number {
  if (!isRecord(entry)) return 0;
  const resources: readonly unknown[] = Array.isArray(entry.Resources) ? entry.Resources : [];
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...resources];
  return texts.reduce<number>((sum, each) => sum + utf8Length(text(each)), entry.Time === undefined ? 0 : TIME_BYTES);
}

export function readEntry(entry: unknown, nowMs: number): ReadEntry {
  const fields = isRecord(entry) ? entry : {};
  for (const name of ["Source", "DetailType", "Detail"]) {
    if (text(fields[name]) === "")
      return refused("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  const source = text(fields.Source);
  if (source.startsWith("aws.")) return refused("NotAuthorizedForSource", "Not authorized for the source.");
  const detail = readDetail(text(fields.Detail));
  if (detail === undefined) return refused("MalformedDetail", "Detail is malformed.");
  const atMs = readTime(fields.Time, nowMs);
  if (atMs === undefined) return refused("InvalidArgument", "Parameter Time is not valid. Reason: it is no moment.");
  const resources: readonly unknown[] = Array.isArray(fields.Resources) ? fields.Resources : [];
  return {
    busName: nameIn(text(fields.EventBusName)).slice(0, 256) || DEFAULT_BUS,
    source,
    detailType: text(fields.DetailType),
    detail,
    resources: resources.filter((resource) => typeof resource === "string"),
    atMs,
  };
}

/** A JSON object, not too deep; undefined for anything else. */
export function readDetail(detail: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    return isRecord(value) && !isTooDeep(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTooDeep(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    const below: object[] = [];
    for (const parent of level) {
      for (const child of Object.values(parent)) if (typeof child === "object" && child !== null) below.push(child);
    }
    level = below;
  }
  return false;
}

/** Seconds as the API has them, or the text that a Date becomes in JSON. Undefined: no moment. */
function readTime(time: unknown, nowMs: number): number | undefined {
  if (time === undefined || time === null) return nowMs;
  const atMs = typeof time === "number" ? time * 1000 : typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Math.abs(atMs) <= MOMENT_LIMIT_MS ? atMs : undefined;
}
