/**
 * The schedules of a project: what fires when, on the platform's clock, each firing an asynchronous event of its function.
 * What was missed while the page was closed stays missed, as nothing was there to fire it; what fired does not fire again.
 */

import { isRecord } from "../../triggers/parsed.ts";
import { nextAfter } from "../../triggers/schedule/next-firings.ts";
import { parseSchedule, type Schedule } from "../../triggers/schedule/schedule-expression.ts";
import { scheduleEvent } from "../../triggers/schedule-event.ts";
import type { ScheduleTrigger } from "../../triggers/trigger.ts";
import type { Timed } from "../earliest-due.ts";
import { ServiceError } from "../service-call.ts";
import type { Reply, Service, ServiceContext } from "../service-context.ts";
import type { FunctionServices } from "../services-config.ts";
import type { ScheduleView } from "../services-view.ts";

/** What outlives the page: a trigger is the same while its function, place, expression and time zone are. */
interface Kept {
  readonly functionName: string;
  readonly place: number;
  readonly expression: string;
  readonly timeZone: string;
  /** When it was set up: rates count from here. */
  readonly anchorMs: number;
  readonly lastMs?: number;
}

interface Entry {
  readonly functionName: string;
  readonly place: number;
  readonly trigger: ScheduleTrigger;
  readonly schedule: Schedule;
  readonly anchorMs: number;
  lastMs: number | undefined;
  /** Undefined while it is paused, and when nothing comes any more. */
  nextMs: number | undefined;
}

type Identity = Pick<Kept, "functionName" | "place" | "expression" | "timeZone">;

function keyOf({ functionName, place, expression, timeZone }: Identity): string {
  return JSON.stringify([functionName, place, expression, timeZone]);
}

/** The page's clock goes in fractions of a millisecond. */
function isMoment(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function isKept(value: unknown): value is Kept {
  if (!isRecord(value)) return false;
  const { functionName, place, expression, timeZone, anchorMs, lastMs } = value;
  const texts = [functionName, expression, timeZone].every((text) => typeof text === "string");
  return texts && typeof place === "number" && isMoment(anchorMs) && (lastMs === undefined || isMoment(lastMs));
}

export class Schedules implements Service, Timed {
  readonly #context: ServiceContext;
  /** What the page before this one kept, until the project is known. */
  readonly #saved: ReadonlyMap<string, Kept>;
  #entries: ReadonlyMap<string, Entry> = new Map();
  #isConfigured = false;

  constructor(context: ServiceContext, { state }: { readonly state?: unknown } = {}) {
    this.#context = context;
    const kept = Array.isArray(state) ? state.filter(isKept) : [];
    this.#saved = new Map(kept.map((each) => [keyOf(each), each]));
  }

  configure(functions: readonly FunctionServices[]): void {
    const entries = functions.flatMap(({ name, triggers }) =>
      triggers.flatMap((trigger, place) => (trigger.type === "schedule" ? this.#entry(name, place, trigger) : [])),
    );
    this.#entries = new Map(entries.map((entry) => [keyOf({ ...entry, ...entry.trigger }), entry]));
    this.#isConfigured = true;
  }

  /** None for an expression that cannot be read: the project refuses it where it is written. */
  #entry(functionName: string, place: number, trigger: ScheduleTrigger): readonly Entry[] {
    const parsed = parseSchedule(trigger.expression, trigger.timeZone);
    if (!parsed.ok) return [];
    const key = keyOf({ functionName, place, ...trigger });
    const running = this.#entries.get(key);
    if (running && running.trigger.enabled === trigger.enabled) return [{ ...running, trigger }];
    // Only the first configuration goes on with what was saved: a schedule removed and added again is a new one.
    const before = running ?? (this.#isConfigured ? undefined : this.#saved.get(key));
    const anchorMs = before?.anchorMs ?? this.#context.nowMs();
    const entry: Entry = { functionName, place, trigger, schedule: parsed.value, anchorMs, lastMs: before?.lastMs, nextMs: undefined };
    this.#plan(entry, Math.max(this.#context.nowMs(), entry.lastMs ?? anchorMs));
    return [entry];
  }

  #plan(entry: Entry, afterMs: number): void {
    entry.nextMs = entry.trigger.enabled ? nextAfter(entry.schedule, afterMs, entry.anchorMs) : undefined;
  }

  /** FireSchedule { functionName, place }: now, beside what is planned. */
  call(operation: string, input: Readonly<Record<string, unknown>>, reply: Reply): void {
    if (operation !== "FireSchedule") throw new ServiceError("UnknownOperationException", `There is no operation ${operation}.`);
    const entry = [...this.#entries.values()].find(
      ({ functionName, place }) => functionName === input.functionName && place === input.place,
    );
    if (!entry) {
      const message = `Function ${JSON.stringify(input.functionName)} has no schedule at place ${JSON.stringify(input.place)}.`;
      throw new ServiceError("ResourceNotFoundException", message, 404);
    }
    this.#fire(entry, this.#context.nowMs());
    reply({ ok: true, output: {} });
  }

  #fire(entry: Entry, atMs: number): void {
    const { functionName, place, trigger } = entry;
    entry.lastMs = atMs;
    const event = scheduleEvent(trigger, { id: this.#context.ids.uuid(), ruleName: `${functionName}-${place}`, atMs });
    this.#context.passed(`schedule:${functionName}/${place}`, `function:${functionName}`);
    this.#context.invokeAsync({ functionName, event: JSON.stringify(event), source: "schedule" });
  }

  #next(): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.nextMs !== undefined && entry.nextMs < (next?.nextMs ?? Number.POSITIVE_INFINITY)) next = entry;
    }
    return next;
  }

  nextDueMs(): number | undefined {
    return this.#next()?.nextMs;
  }

  /** In order of time; at the same moment, in the order of the project. */
  runDue(): void {
    const nowMs = this.#context.nowMs();
    for (let entry = this.#next(); entry?.nextMs !== undefined && entry.nextMs <= nowMs; entry = this.#next()) {
      const dueMs = entry.nextMs;
      this.#fire(entry, dueMs);
      this.#plan(entry, dueMs);
    }
  }

  views(): readonly ScheduleView[] {
    return [...this.#entries.values()].map(({ functionName, place, trigger: { expression, enabled }, nextMs, lastMs }) => ({
      functionName,
      place,
      expression,
      enabled,
      ...(nextMs === undefined ? {} : { nextMs }),
      ...(lastMs === undefined ? {} : { lastMs }),
    }));
  }

  state(): readonly Kept[] {
    return [...this.#entries.values()].map(({ functionName, place, trigger: { expression, timeZone }, anchorMs, lastMs }) => ({
      functionName,
      place,
      expression,
      timeZone,
      anchorMs,
      ...(lastMs === undefined ? {} : { lastMs }),
    }));
  }
}
