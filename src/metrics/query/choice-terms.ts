/** Keys with few values: status, cold, start, trigger, level. */
import type { InvocationView, LogLevel, LogLine } from "../../platform/results.ts";
import { COLD, STATUSES, THROTTLED, TRIGGERS } from "../history/history-rows.ts";
import { levelOf } from "./line-level.ts";
import { nearestOf, type QueryKeyName } from "./query-keys.ts";
import { byColumn, type QueryGround, type TermTest, type ValueReading } from "./term-test.ts";

const cold = byColumn("flags", (flags) => (flags & COLD) !== 0);
const throttled = byColumn("status", (status) => status === THROTTLED);
const warm: TermTest = { row: (chunk, at) => !cold.row(chunk, at) && !throttled.row(chunk, at) };

type Choices = Readonly<Record<string, TermTest>>;

const STATUS: Choices = {
  ...Object.fromEntries(STATUSES.map((name, place) => [name, byColumn("status", (status) => status === place)])),
  failed: byColumn("status", (status) => status !== 0),
};
const TRIGGER: Choices = Object.fromEntries(TRIGGERS.map((name, place) => [name, byColumn("trigger", (trigger) => trigger === place)]));
const START: Choices = { cold, warm, none: throttled };

/** What else people write for them. */
const ALSO: Readonly<Record<string, string>> = {
  errors: "error",
  success: "ok",
  succeeded: "ok",
  timedout: "timeout",
  crash: "crashed",
  throttle: "throttled",
  fail: "failed",
  failure: "failed",
  asynchronous: "async",
};

/** Only own names: "constructor" is no status. */
const CHOICES: ReadonlyMap<QueryKeyName, ReadonlyMap<string, TermTest>> = new Map<QueryKeyName, ReadonlyMap<string, TermTest>>([
  ["status", new Map(Object.entries(STATUS))],
  ["trigger", new Map(Object.entries(TRIGGER))],
  ["start", new Map(Object.entries(START))],
  ["cold", new Map(Object.entries({ true: cold, false: warm, yes: cold, no: warm, "1": cold, "0": warm }))],
]);

const LEVELS: readonly LogLevel[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const LEVEL_WORDS: ReadonlyMap<string, LogLevel> = new Map([
  ...LEVELS.map((level) => [level.toLowerCase(), level] as const),
  ["warning", "WARN"],
  ["err", "ERROR"],
]);

/** As completion offers them. */
export const CHOICE_VALUES: ReadonlyMap<QueryKeyName, readonly string[]> = new Map<QueryKeyName, readonly string[]>([
  ["status", ["ok", "failed", "error", "timeout", "crashed", "throttled"]],
  ["trigger", TRIGGERS],
  ["start", ["cold", "warm", "none"]],
  ["cold", ["true", "false"]],
  ["level", ["trace", "debug", "info", "warn", "error", "fatal", "platform"]],
]);

export function readChoice(key: QueryKeyName, typed: string, ground: QueryGround): ValueReading {
  if (key === "level") return readLevel(typed, ground);
  const choices = CHOICES.get(key);
  const lower = typed.toLowerCase();
  const test = choices?.get(lower) ?? choices?.get(ALSO[lower] ?? "");
  return test ? { test } : { problem: unknownChoice(key, typed) };
}

function unknownChoice(key: QueryKeyName, typed: string): string {
  const values = CHOICE_VALUES.get(key) ?? [];
  const near = nearestOf(typed, values);
  return `"${typed}" is no ${key}. Write ${near === undefined ? listOf(values.map((value) => `${key}:${value}`)) : `${key}:${near}`}.`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** `level:warn`, `level:>=warn`; "platform" is START, END, REPORT and the like. */
function readLevel(typed: string, { details }: QueryGround): ValueReading {
  const [, operator = "", word = ""] = /^(>=|<=|>|<|=)?(.*)$/s.exec(typed.toLowerCase()) ?? [];
  const level = LEVEL_WORDS.get(word);
  if (level === undefined && !(word === "platform" && operator === "")) return { problem: unknownChoice("level", typed) };
  const passes = level === undefined ? isPlatformLine : levelTest(operator, LEVELS.indexOf(level));
  return { test: { row: (chunk, at) => someLine(details.viewOf(chunk, at), passes), line: (_chunk, _at, line) => passes(line) } };
}

const isPlatformLine = (line: LogLine): boolean => levelOf(line) === "PLATFORM";

function levelTest(operator: string, wanted: number): (line: LogLine) => boolean {
  return (line) => {
    const level = levelOf(line);
    if (level === undefined || level === "PLATFORM") return false;
    const place = LEVELS.indexOf(level);
    if (operator === ">=") return place >= wanted;
    if (operator === ">") return place > wanted;
    if (operator === "<=") return place <= wanted;
    if (operator === "<") return place < wanted;
    return place === wanted;
  };
}

function someLine(view: InvocationView | undefined, passes: (line: LogLine) => boolean): boolean {
  return view?.logs.some(passes) ?? false;
}
