/**
 * What of the state outlives the page, besides the project: page settings, and a project's drafts, saved events and
 * history. Written as plain JSON; read back field by field, because an older page may have written it: what does not fit
 * is left out, never guessed.
 */
import type { PlatformSettings } from "../platform/function-config.ts";
import { isRecord } from "../platform/triggers/parsed.ts";
import { asText, isAmount, listOf, recordOf } from "../project/setup/bounds.ts";
import { parseClassResult, parseClassroom } from "../project/setup/classroom.ts";
import { parseBill, parseLoadDraft, parseSettings } from "../project/setup/plan.ts";
import { parseDraft, parseDrafts, parseSavedEvent } from "../project/setup/request-draft.ts";
import { derive } from "./derive.ts";
import type { BillSettings, Exchange, LessonView, LoadDraft, State, StepView } from "./state.ts";

export interface SavedPage {
  readonly settings: PlatformSettings;
  readonly bill: BillSettings;
  readonly theme: State["theme"];
  readonly visited: boolean;
  readonly confirmedHosts: readonly string[];
  readonly lessonsDone: State["lessonsDone"];
}

/** Of what is absent, the page's own stays: older pages wrote drafts, events and history alone. */
export interface SavedWork
  extends Pick<State, "drafts" | "savedEvents" | "history" | "shared" | "lesson" | "classroom" | "openedAs" | "classResult"> {
  readonly load?: LoadDraft;
  readonly settings?: PlatformSettings;
  readonly bill?: BillSettings;
}

const KEPT_HISTORY = 50;

/** The same reference while nothing of it changed: compare, then save. */
export const savedPage: (state: State) => SavedPage = derive(
  (state: State) => [state.settings, state.bill, state.theme, state.visited, state.confirmedHosts, state.lessonsDone],
  (
    settings: PlatformSettings,
    bill: BillSettings,
    theme: State["theme"],
    visited: boolean,
    confirmedHosts: readonly string[],
    lessonsDone: State["lessonsDone"],
  ) => ({ settings, bill, theme, visited, confirmedHosts, lessonsDone }),
);

/** Of each history one: the project that makes way is looked at once more when the next one's was asked for. */
const asked = new WeakMap<readonly Exchange[], readonly Exchange[]>();

function savedAsked({ history }: State): readonly Exchange[] {
  const kept = asked.get(history) ?? history.slice(0, KEPT_HISTORY).map(asAsked);
  asked.set(history, kept);
  return kept;
}

/** As `savedPage`. The settings are the project's too: who opens a set-up of somebody else's has their own back afterwards. */
export const savedWork: (state: State) => SavedWork = derive(
  (state: State) =>
    [
      state.drafts,
      state.savedEvents,
      savedAsked(state),
      state.shared,
      state.lesson,
      state.classroom,
      state.openedAs,
      state.classResult,
      state.load.draft,
      state.settings,
      state.bill,
    ] as const,
  (drafts, savedEvents, history, shared, lesson, classroom, openedAs, classResult, load, settings, bill): SavedWork => ({
    ...{ drafts, savedEvents, history, shared, lesson, classroom, openedAs, classResult, load, settings, bill },
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
    ...(Array.isArray(input.lessonsDone) ? { lessonsDone: listOf(input.lessonsDone, asText) } : {}),
  };
}

export function parseSavedWork(input: unknown): SavedWork {
  const work = isRecord(input) ? input : {};
  const [load, settings, bill] = [parseLoadDraft(work.load), parseSettings(work.settings), parseBill(work.bill)];
  return {
    drafts: parseDrafts(work.drafts),
    savedEvents: listOf(work.savedEvents, parseSavedEvent),
    history: listOf(work.history, parseExchange),
    shared: parseShared(work.shared),
    lesson: parseLesson(work.lesson),
    classroom: parseClassroom(work.classroom),
    openedAs: work.openedAs,
    classResult: parseClassResult(work.classResult),
    ...(load ? { load } : {}),
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
  };
}

/** Whatever stands there: better asked once more than run unasked. */
function parseShared(input: unknown): State["shared"] {
  if (input === undefined) return undefined;
  const { from, before, lesson } = isRecord(input) ? input : {};
  return {
    from: from === "zip" ? "zip" : "link",
    ...(typeof before === "string" ? { before } : {}),
    ...(typeof lesson === "string" ? { lesson } : {}),
  };
}

function parseLesson(input: unknown): LessonView | undefined {
  if (!isRecord(input) || typeof input.id !== "string" || !isAmount(input.step)) return undefined;
  const steps = isRecord(input.steps) ? recordOf(input.steps, parseStep) : {};
  return { id: input.id, open: input.open === true, step: input.step, steps };
}

function parseStep(input: unknown): StepView | undefined {
  if (!isRecord(input)) return undefined;
  const { said, hintsShown, guess, truth, why } = input;
  return {
    // What was wrong was so of a run that is gone.
    state: input.state === "done" ? "done" : "waiting",
    hintsShown: isAmount(hintsShown) ? hintsShown : 0,
    ...(typeof said === "string" && input.state === "done" ? { said } : {}),
    ...(isAmount(guess) ? { guess } : {}),
    ...(isAmount(truth) ? { truth } : {}),
    ...(typeof why === "string" ? { why } : {}),
  };
}

function parseExchange(input: unknown): Exchange | undefined {
  if (!isRecord(input)) return undefined;
  const { id, functionName, sentAtMs } = input;
  const draft = parseDraft(input.draft);
  const state = (["answered", "refused", "cancelled"] as const).find((each) => each === input.state);
  if (!draft || !state || !isAmount(id) || !isAmount(sentAtMs) || typeof functionName !== "string") return undefined;
  return { id, functionName, draft, sentAtMs, state, earlier: true };
}
