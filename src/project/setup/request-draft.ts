/** The request builder's contents, and the test events that are kept of it. Read back field by field: what does not fit is left out. */
import { isRecord } from "../../platform/triggers/parsed.ts";

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

export function parseDraft(input: unknown): RequestDraft | undefined {
  if (!isRecord(input)) return undefined;
  const { mode, method, target, headers, body, event, trigger, events } = input;
  if ((mode !== "http" && mode !== "event") || typeof method !== "string" || typeof target !== "string") return undefined;
  if (typeof body !== "string" || typeof event !== "string") return undefined;
  return {
    ...{ mode, method, target, headers: listOf(headers, parseHeader), body, event },
    ...(typeof trigger === "string" ? { trigger } : {}),
    ...(isRecord(events) ? { events: textsOf(events) } : {}),
  };
}

export function parseDrafts(input: unknown): Readonly<Record<string, RequestDraft>> {
  const named = isRecord(input) ? Object.entries(input) : [];
  return Object.fromEntries(
    named.flatMap(([name, value]) => {
      const draft = parseDraft(value);
      return draft ? [[name, draft] as const] : [];
    }),
  );
}

export function parseSavedEvent(input: unknown): SavedEvent | undefined {
  if (!isRecord(input)) return undefined;
  const { functionName, name } = input;
  const draft = parseDraft(input.draft);
  return draft && typeof functionName === "string" && typeof name === "string" ? { functionName, name, draft } : undefined;
}

/** Those that can be read, in order. */
export function listOf<T>(input: unknown, parse: (item: unknown) => T | undefined): readonly T[] {
  if (!Array.isArray(input)) return [];
  return input.map(parse).filter((item) => item !== undefined);
}

function textsOf(input: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

function parseHeader(input: unknown): HeaderRow | undefined {
  if (!isRecord(input)) return undefined;
  const { id, name, value, enabled } = input;
  const isRow = isAmount(id) && typeof name === "string" && typeof value === "string" && typeof enabled === "boolean";
  return isRow ? { id, name, value, enabled } : undefined;
}

/** Finite and not below 0. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
