/** The request builder's contents, and the test events that are kept of it. Read back field by field: what does not fit is left out. */
import { isRecord } from "../../platform/triggers/parsed.ts";
import { isText, isWhole, listOf, MAX_BODY_CHARS, recordOf } from "./bounds.ts";

export interface HeaderRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** `target` is path and query as typed: "/hello?name=Ada". */
export interface RequestDraft {
  readonly mode: "http" | "event";
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** JSON text sent as the event when mode is "event". */
  readonly event: string;
  /** Whose test event is sent instead, when mode is "event": a trigger of the function, by its key (trigger-key.ts). */
  readonly trigger?: string | undefined;
  /** Test events by trigger, as JSON texts. */
  readonly events?: Readonly<Record<string, string>> | undefined;
}

export interface SavedEvent {
  readonly functionName: string;
  readonly name: string;
  readonly draft: RequestDraft;
}

const MAX_HEADERS = 200;
const MAX_HEADER_CHARS = 100_000;
const MAX_TARGET_CHARS = 100_000;
const MAX_METHOD_CHARS = 40;
/** A trigger's key holds its filters. */
const MAX_KEY_CHARS = 100_000;

export function parseDraft(input: unknown): RequestDraft | undefined {
  if (!isRecord(input)) return undefined;
  const { mode, method, target, headers, body, event, trigger, events } = input;
  if ((mode !== "http" && mode !== "event") || !isText(method, MAX_METHOD_CHARS) || !isText(target, MAX_TARGET_CHARS)) return undefined;
  if (!isText(body, MAX_BODY_CHARS) || !isText(event, MAX_BODY_CHARS)) return undefined;
  return {
    ...{ mode, method, target, headers: onceEach(listOf(headers, parseHeader, MAX_HEADERS)), body, event },
    ...(isText(trigger, MAX_KEY_CHARS) ? { trigger } : {}),
    ...(isRecord(events) ? { events: recordOf(events, asEvent, { mostKeyChars: MAX_KEY_CHARS }) } : {}),
  };
}

export function parseDrafts(input: unknown): Readonly<Record<string, RequestDraft>> {
  return isRecord(input) ? recordOf(input, parseDraft) : {};
}

export function parseSavedEvent(input: unknown): SavedEvent | undefined {
  if (!isRecord(input)) return undefined;
  const { functionName, name } = input;
  const draft = parseDraft(input.draft);
  return draft && isText(functionName) && isText(name) ? { functionName, name, draft } : undefined;
}

function asEvent(value: unknown): string | undefined {
  return isText(value, MAX_BODY_CHARS) ? value : undefined;
}

function parseHeader(input: unknown): HeaderRow | undefined {
  if (!isRecord(input)) return undefined;
  const { id, name, value, enabled } = input;
  const isRow = isWhole(id) && isText(name) && isText(value, MAX_HEADER_CHARS) && typeof enabled === "boolean";
  return isRow ? { id, name, value, enabled } : undefined;
}

/** Rows are told apart by their ids. */
function onceEach(rows: readonly HeaderRow[]): readonly HeaderRow[] {
  return rows.filter(({ id }, place) => rows.findIndex((row) => row.id === id) === place);
}
