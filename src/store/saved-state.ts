/**
 * What of the state outlives the page, besides the project: page settings, and a project's drafts, saved events and
 * history. Written as plain JSON; read back field by field, because an older page may have written it: what does not fit
 * is left out, never guessed.
 */
import type { PlatformSettings } from "../platform/function-config.ts";
import { isRecord } from "../platform/triggers/parsed.ts";
import { derive } from "./derive.ts";
import type { BillSettings, Exchange, HeaderRow, RequestDraft, SavedEvent, State } from "./state.ts";

export interface SavedPage {
  readonly settings: PlatformSettings;
  readonly bill: BillSettings;
  readonly theme: State["theme"];
  readonly visited: boolean;
  readonly confirmedHosts: readonly string[];
}

export interface SavedWork {
  readonly drafts: Readonly<Record<string, RequestDraft>>;
  readonly savedEvents: readonly SavedEvent[];
  readonly history: readonly Exchange[];
}

const KEPT_HISTORY = 50;

/** The same reference while nothing of it changed: compare, then save. */
export const savedPage: (state: State) => SavedPage = derive(
  (state: State) => [state.settings, state.bill, state.theme, state.visited, state.confirmedHosts],
  (settings: PlatformSettings, bill: BillSettings, theme: State["theme"], visited: boolean, confirmedHosts: readonly string[]) => ({
    settings,
    bill,
    theme,
    visited,
    confirmedHosts,
  }),
);

export const savedWork: (state: State) => SavedWork = derive(
  (state: State) => [state.drafts, state.savedEvents, state.history],
  (drafts: State["drafts"], savedEvents: readonly SavedEvent[], history: readonly Exchange[]) => ({
    drafts,
    savedEvents,
    history: history.slice(0, KEPT_HISTORY).map(asAsked),
  }),
);

/**
 * What was asked is kept, to ask it again; what came back is not: it was true of containers that are gone. What is still
 * out when the page goes is never answered.
 */
function asAsked({ id, functionName, draft, sentAtMs, state }: Exchange): Exchange {
  return { id, functionName, draft, sentAtMs, state: state === "waiting" ? "cancelled" : state, earlier: true };
}

export function parseSavedPage(input: unknown): Partial<SavedPage> {
  if (!isRecord(input)) return {};
  const settings = parseSettings(input.settings);
  const bill = parseBill(input.bill);
  const theme = (["system", "light", "dark"] as const).find((each) => each === input.theme);
  return {
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
    ...(theme ? { theme } : {}),
    ...(typeof input.visited === "boolean" ? { visited: input.visited } : {}),
    ...(Array.isArray(input.confirmedHosts) ? { confirmedHosts: listOf(input.confirmedHosts, asText) } : {}),
  };
}

export function parseSavedWork(input: unknown): SavedWork {
  const { drafts, savedEvents, history } = isRecord(input) ? input : {};
  const namedDrafts = isRecord(drafts) ? Object.entries(drafts) : [];
  return {
    drafts: Object.fromEntries(
      namedDrafts.flatMap(([name, value]) => {
        const draft = parseDraft(value);
        return draft ? [[name, draft] as const] : [];
      }),
    ),
    savedEvents: listOf(savedEvents, parseSavedEvent),
    history: listOf(history, parseExchange),
  };
}

function listOf<T>(input: unknown, parse: (item: unknown) => T | undefined): readonly T[] {
  if (!Array.isArray(input)) return [];
  return input.map(parse).filter((item) => item !== undefined);
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function parseSettings(input: unknown): PlatformSettings | undefined {
  if (!isRecord(input)) return undefined;
  const { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning } = input;
  if (!isAmount(accountConcurrency) || !isAmount(browserContainerLimit) || !isAmount(idleLifetimeMs)) return undefined;
  if (typeof billInit !== "boolean" || typeof modelProvisioning !== "boolean") return undefined;
  return { accountConcurrency, browserContainerLimit, idleLifetimeMs, billInit, modelProvisioning };
}

function parseBill(input: unknown): BillSettings | undefined {
  if (!isRecord(input) || typeof input.serverId !== "string" || typeof input.freeTier !== "boolean") return undefined;
  return { serverId: input.serverId, loadBalancer: input.loadBalancer === true, freeTier: input.freeTier };
}

function parseDraft(input: unknown): RequestDraft | undefined {
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

function textsOf(input: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

function parseHeader(input: unknown): HeaderRow | undefined {
  if (!isRecord(input)) return undefined;
  const { id, name, value, enabled } = input;
  const isRow = isAmount(id) && typeof name === "string" && typeof value === "string" && typeof enabled === "boolean";
  return isRow ? { id, name, value, enabled } : undefined;
}

function parseSavedEvent(input: unknown): SavedEvent | undefined {
  if (!isRecord(input)) return undefined;
  const { functionName, name } = input;
  const draft = parseDraft(input.draft);
  return draft && typeof functionName === "string" && typeof name === "string" ? { functionName, name, draft } : undefined;
}

function parseExchange(input: unknown): Exchange | undefined {
  if (!isRecord(input)) return undefined;
  const { id, functionName, sentAtMs } = input;
  const draft = parseDraft(input.draft);
  const state = (["answered", "refused", "cancelled"] as const).find((each) => each === input.state);
  if (!draft || !state || !isAmount(id) || !isAmount(sentAtMs) || typeof functionName !== "string") return undefined;
  return { id, functionName, draft, sentAtMs, state, earlier: true };
}
