/**
 * One field of a cron expression as its parts: "0-30/10,45" is a range and a value. It owns which values and marks a field
 * takes in each dialect, and says what is wrong in a way that can be put right. Days of the week come out as 0 to 6,
 * Sunday first, whatever the dialect counts.
 *
 * AWS's fields: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
import { type Parsed, refuse } from "../parsed.ts";

export type Dialect = "aws" | "plain";
export type FieldName = "second" | "minute" | "hour" | "day of month" | "month" | "day of week" | "year";

export type FieldPart =
  /** "*", and "?" where the other field of days decides. */
  | { readonly kind: "any" }
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly step: number }
  /** "L" as a day of the month. */
  | { readonly kind: "last-day" }
  /** "LW": AWS names L and W only; together they mean what they mean in Quartz. */
  | { readonly kind: "last-weekday" }
  /** "15W" */
  | { readonly kind: "nearest-weekday"; readonly day: number }
  /** "2#1" */
  | { readonly kind: "nth"; readonly dayOfWeek: number; readonly nth: number }
  /** "6L" */
  | { readonly kind: "last-of-month"; readonly dayOfWeek: number };

export type Field = readonly FieldPart[];

interface Rule {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  readonly example: string;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const RULES: Readonly<Record<FieldName, Rule>> = {
  second: { min: 0, max: 59, example: "0, */10 or 0,30" },
  minute: { min: 0, max: 59, example: "0, */5 or 0,30" },
  hour: { min: 0, max: 23, example: "3, */2 or 8-17" },
  "day of month": { min: 1, max: 31, example: "1, 1,15 or L" },
  month: { min: 1, max: 12, names: MONTHS, example: "*, 6 or JAN-MAR" },
  "day of week": { min: 0, max: 7, names: DAYS, example: "MON, MON-FRI or MON#1" },
  year: { min: 1970, max: 2199, example: "*, 2027 or 2026-2030" },
};

/** AWS counts Sunday as 1. */
function ruleOf(name: FieldName, dialect: Dialect): Rule {
  const rule = RULES[name];
  return name === "day of week" && dialect === "aws" ? { ...rule, min: 1 } : rule;
}

/** A problem of the field, told once for the whole expression. */
class FieldProblem extends Error {}

function quoted(text: string): string {
  return JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
}

class FieldParser {
  readonly #name: FieldName;
  readonly #dialect: Dialect;
  readonly #rule: Rule;

  constructor(name: FieldName, dialect: Dialect) {
    this.#name = name;
    this.#dialect = dialect;
    this.#rule = ruleOf(name, dialect);
  }

  /** As the dialect writes it. */
  #value(text: string): number {
    const { min, max, names } = this.#rule;
    const named = names?.indexOf(text.toUpperCase()) ?? -1;
    if (named >= 0) return named + min;
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const or = names ? ` or ${names[0]} to ${names.at(-1)}` : "";
    throw new FieldProblem(`${quoted(text)} is not ${min} to ${max}${or}`);
  }

  #dayOfWeek(text: string): number {
    const value = this.#value(text);
    return this.#dialect === "aws" ? value - 1 : value % 7;
  }

  #step(text: string): number {
    const span = this.#rule.max - this.#rule.min + 1;
    const step = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (step >= 1 && step <= span) return step;
    throw new FieldProblem(`the step ${quoted(text)} is not 1 to ${span}`);
  }

  #special(text: string): FieldPart | undefined {
    if (this.#name === "day of month") {
      if (text === "L") return { kind: "last-day" };
      if (text === "LW") return { kind: "last-weekday" };
      const day = /^(\d+)W$/.exec(text)?.[1];
      return day === undefined ? undefined : { kind: "nearest-weekday", day: this.#value(day) };
    }
    if (this.#name !== "day of week") return undefined;
    if (text === "L") return { kind: "range", from: 6, to: 6, step: 1 };
    const last = /^(\w+)L$/.exec(text)?.[1];
    if (last !== undefined) return { kind: "last-of-month", dayOfWeek: this.#dayOfWeek(last) };
    const [, day, nth] = /^(\w+)#(.*)$/.exec(text) ?? [];
    if (day === undefined || nth === undefined) return undefined;
    if (!/^[1-5]$/.test(nth)) throw new FieldProblem(`${quoted(nth)} after # is not 1 to 5`);
    return { kind: "nth", dayOfWeek: this.#dayOfWeek(day), nth: Number(nth) };
  }

  #ranges(text: string): Field {
    const [base = "", stepText, ...more] = text.split("/");
    if (more.length > 0) throw new FieldProblem(`${quoted(text)} has more than one step`);
    const step = stepText === undefined ? 1 : this.#step(stepText);
    const { min, max } = this.#rule;
    const last = this.#name === "day of week" && this.#dialect === "plain" ? max - 1 : max;
    if (base === "*") return step === 1 ? [{ kind: "any" }] : this.#span(min, last, step);
    const [fromText = "", toText, ...rest] = base.split("-");
    if (rest.length > 0) throw new FieldProblem(`${quoted(text)} is not one range`);
    const from = this.#value(fromText);
    // "10/15" goes on from 10 to the end.
    const to = toText === undefined ? (stepText === undefined ? from : last) : this.#value(toText);
    if (from > to) throw new FieldProblem(`the range ${quoted(base)} goes backwards`);
    return this.#span(from, to, step);
  }

  /** Days of the week are counted from Sunday 0 from here on; plain cron's second Sunday, 7, becomes the first. */
  #span(from: number, to: number, step: number): Field {
    if (this.#name !== "day of week") return [{ kind: "range", from, to, step }];
    if (this.#dialect === "aws") return [{ kind: "range", from: from - 1, to: to - 1, step }];
    if (to < 7) return [{ kind: "range", from, to, step }];
    const sunday: Field = (7 - from) % step === 0 ? [{ kind: "range", from: 0, to: 0, step: 1 }] : [];
    return from === 7 ? sunday : [...sunday, { kind: "range", from, to: 6, step }];
  }

  parse(text: string): Field {
    if (text === "?") {
      if (this.#name === "day of month" || this.#name === "day of week") return [{ kind: "any" }];
      throw new FieldProblem('"?" stands only for a day of the month or of the week');
    }
    const parts = text.split(",").flatMap((part) => {
      if (part === "") throw new FieldProblem("a value is missing beside a comma");
      const special = this.#special(part.toUpperCase());
      return special ? [special] : this.#ranges(part);
    });
    // One # only, says AWS: "3#1,6#3" is refused.
    if (this.#dialect === "aws" && parts.length > 1 && parts.some(({ kind }) => kind === "nth")) {
      throw new FieldProblem("# stands alone: one expression takes one such day");
    }
    return parts;
  }
}

/** `whole` is an expression that works, shown as the remedy. */
export function parseField(text: string, name: FieldName, dialect: Dialect, whole: string): Parsed<Field> {
  try {
    return { ok: true, value: new FieldParser(name, dialect).parse(text) };
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    const message = `The ${name} is ${quoted(text)}: ${error.message}.`;
    return refuse("schedule-field", message, `Write ${RULES[name].example} there, as in ${whole}.`);
  }
}
