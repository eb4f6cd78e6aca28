/** Keys with few values: status, cold, start, trigger, level. */
import type { InvocationView, LogLevel, LogLine } from "../../platform/results.ts";
import { COLD, STATUSES, THROTTLED, TRIGGERS } from "../history/history-rows.ts";
import { levelOf } from "./line-level.ts";
import { nearestOf, type QueryKeyName } from "./query-keys.ts";
import { type QueryGround, type RowTest, rowTest, type ValueReading } from "./term-test.ts";

const isCold: RowTest = (chunk, at) => ((chunk.flags[at] ?? 0) & COLD) !== 0;
const isThrottled: RowTest = (chunk, at) => chunk.status[at] === THROTTLED;
const isWarm: RowTest = (chunk, at) => !isCold(chunk, at) && !isThrottled(chunk, at);

const statusTest =
  (place: number): RowTest =>
  (chunk, at) =>
    chunk.status[at] === place;
const triggerTest =
  (place: number): RowTest =>
  (chunk, at) =>
    chunk.trigger[at] === place;
const isFailed: RowTest = (chunk, at) => chunk.status[at] !== 0;

type Choices = Readonly<Record<string, RowTest>>;

const STATUS: Choices = {
  ...Object.fromEntries(STATUSES.map((status, place) => [status, statusTest(place)])),
  failed: isFailed,
};
const TRIGGER: Choices = Object.fromEntries(TRIGGERS.map((trigger, place) => [trigger, triggerTest(place)]));
const START: Choices = { cold: isCold, warm: isWarm, none: isThrottled };

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
const CHOICES: ReadonlyMap<QueryKeyName, ReadonlyMap<string, RowTest>> = new Map<QueryKeyName, ReadonlyMap<string, RowTest>>([
  ["status", new Map(Object.entries(STATUS))],
  ["trigger", new Map(Object.entries(TRIGGER))],
  ["start", new Map(Object.entries(START))],
  ["cold", new Map(Object.entries({ true: isCold, false: isWarm, yes: isCold, no: isWarm, "1": isCold, "0": isWarm }))],
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
  return test ? rowTest(test) : { problem: unknownChoice(key, typed) };
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
