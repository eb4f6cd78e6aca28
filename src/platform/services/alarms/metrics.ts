/**
 * The figures that alarms watch, in buckets of time: a series for each metric of each function or queue that some alarm
 * watches, and none for what nobody watches. Each keeps as much of the past as its alarms look at. A value counts at the
 * moment its invocation ends; CloudWatch dates it back to the start, and would then judge it too late.
 */
import type { InvocationRecord } from "../../invocation.ts";
import { isRecord } from "../../triggers/parsed.ts";
import type { AlarmConfig, AlarmMetric, AlarmStatistic, FunctionServices, QueueConfig } from "../services-config.ts";
import type { Datapoint } from "./datapoint.ts";
import { Distribution } from "./distribution.ts";
import { evaluationRange } from "./evaluate-alarm.ts";
import { isPercentile } from "./metric-names.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: every 10 s for periods under a minute, else every minute. */
const SHORT_STEP_MS = 10_000;
const STEP_MS = 60_000;

/** How often an alarm is evaluated, and how finely what it watches is kept. */
export const stepMsOf = ({ periodMs }: Pick<AlarmConfig, "periodMs">) => (periodMs < STEP_MS ? SHORT_STEP_MS : STEP_MS);

/** What the queues say of themselves now. */
export interface QueueFigures {
  all(): readonly { readonly config: Pick<QueueConfig, "name" | "deadLetterQueue"> }[];
  /** Undefined when it is empty, or not there. */
  oldestAgeMs(queue: string): number | undefined;
  /** `waiting`: those that can be received. */
  counts(queue: string): { readonly waiting: number } | undefined;
}

interface Series {
  readonly metric: AlarmMetric;
  /** A function's or queue's name; all of them where absent. */
  readonly of: string | undefined;
  readonly stepMs: number;
  readonly keepMs: number;
  readonly withBins: boolean;
  /** By the bucket's beginning, oldest first. */
  readonly buckets: Map<number, Distribution>;
}

const keyOf = (alarm: AlarmConfig) => JSON.stringify([alarm.metric, alarm.of ?? null, stepMsOf(alarm)]);

export class Metrics {
  #series = new Map<string, Series>();
  /** Of the page before, until the alarms are known. */
  #saved: Readonly<Record<string, unknown>>;

  constructor(state?: unknown) {
    this.#saved = isRecord(state) ? state : {};
  }

  /** Keeps the series of these alarms, and no others. */
  watch(alarms: readonly AlarmConfig[]): void {
    const wanted = new Map<string, Series>();
    for (const alarm of alarms) {
      const key = keyOf(alarm);
      const before = wanted.get(key);
      const withBins = isPercentile(alarm.statistic) || before?.withBins === true;
      const keepMs = Math.max(evaluationRange(alarm.evaluationPeriods) * alarm.periodMs, before?.keepMs ?? 0);
      wanted.set(key, { metric: alarm.metric, of: alarm.of, stepMs: stepMsOf(alarm), keepMs, withBins, buckets: new Map() });
    }
    for (const [key, series] of wanted) {
      for (const [atMs, distribution] of this.#pastOf(key, series.withBins)) series.buckets.set(atMs, distribution);
    }
    this.#series = wanted;
    this.#saved = {};
  }

  observe(record: InvocationRecord, concurrencyNow: number, atMs: number): void {
    for (const series of this.#series.values()) {
      if (series.of !== undefined && series.of !== record.functionName) continue;
      const value = valueIn(record, concurrencyNow, series.metric);
      if (value !== undefined) add(series, value, atMs);
    }
  }

  /** Looks at the queues, at the end of a step that began at `stepFromMs`. */
  sample(stepFromMs: number, stepMs: number, figures: QueueFigures, functions: readonly FunctionServices[]): void {
    for (const series of this.#series.values()) {
      if (series.stepMs !== stepMs) continue;
      const value = gaugeOf(series, figures, functions);
      if (value !== undefined) add(series, value, stepFromMs);
    }
  }

  /** The periods that an alarm looks at when it is evaluated at `untilMs`, oldest first. */
  datapoints(alarm: AlarmConfig, untilMs: number): readonly Datapoint[] {
    const series = this.#series.get(keyOf(alarm));
    const count = evaluationRange(alarm.evaluationPeriods);
    return Array.from({ length: count }, (_, place) => {
      const atMs = untilMs - (count - place) * alarm.periodMs;
      return series ? datapointOf(series, alarm.statistic, atMs, alarm.periodMs) : { atMs, value: null, sampleCount: 0 };
    });
  }

  state(): unknown {
    return Object.fromEntries(
      [...this.#series].map(([key, { buckets }]) => [key, [...buckets].map(([atMs, distribution]) => [atMs, distribution.state()])]),
    );
  }

  #pastOf(key: string, withBins: boolean): Iterable<readonly [number, Distribution]> {
    const before = this.#series.get(key);
    // Without its bins, the past says nothing of percentiles.
    if (before) return before.withBins || !withBins ? before.buckets : [];
    const saved = Object.hasOwn(this.#saved, key) ? this.#saved[key] : undefined;
    return (Array.isArray(saved) ? saved : []).flatMap((entry: unknown) => {
      const [atMs, state]: readonly unknown[] = Array.isArray(entry) ? entry : [];
      const distribution = Distribution.from(state, withBins);
      return typeof atMs === "number" && Number.isSafeInteger(atMs) && distribution ? [[atMs, distribution] as const] : [];
    });
  }
}

function add({ buckets, stepMs, keepMs, withBins }: Series, value: number, atMs: number): void {
  const fromMs = Math.floor(atMs / stepMs) * stepMs;
  let bucket = buckets.get(fromMs);
  if (!bucket) {
    bucket = new Distribution(withBins);
    buckets.set(fromMs, bucket);
    for (const oldMs of buckets.keys()) {
      if (oldMs >= fromMs - keepMs - stepMs) break;
      buckets.delete(oldMs);
    }
  }
  bucket.add(value);
}

function datapointOf({ buckets, stepMs, withBins }: Series, statistic: AlarmStatistic, atMs: number, periodMs: number): Datapoint {
  const whole = new Distribution(withBins);
  for (let fromMs = atMs; fromMs < atMs + periodMs; fromMs += stepMs) {
    const bucket = buckets.get(fromMs);
    if (bucket) whole.take(bucket);
  }
  return { atMs, value: whole.count === 0 ? null : whole.statistic(statistic), sampleCount: whole.count };
}

/**
 * What an invocation adds; undefined: nothing. A throttled request is neither an invocation nor an error, and a metric
 * of yes and no has a 0 for each no: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
function valueIn(record: InvocationRecord, concurrencyNow: number, metric: AlarmMetric): number | undefined {
  const isThrottled = record.status === "throttled";
  switch (metric) {
    case "invocations":
      return isThrottled ? undefined : 1;
    case "errors":
      return isThrottled ? undefined : Number(record.status !== "ok");
    case "throttles":
      return Number(isThrottled);
    case "duration":
      return isThrottled ? undefined : record.durationMs;
    case "concurrent-executions":
      return concurrencyNow;
    case "queue-age":
    case "dead-letters":
      return undefined;
  }
}

/** Of the metrics that are looked up, not observed. The age is in seconds: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
function gaugeOf({ metric, of }: Series, figures: QueueFigures, functions: readonly FunctionServices[]): number | undefined {
  if (metric !== "queue-age" && metric !== "dead-letters") return undefined;
  const queues = figures.all().map(({ config }) => config);
  const names =
    metric === "queue-age"
      ? queues.flatMap(({ name }) => (of === undefined || of === name ? [name] : []))
      : deadLetterQueues(of, queues, functions);
  const present = names.filter((name) => queues.some((queue) => queue.name === name));
  if (present.length === 0) return undefined;
  if (metric === "queue-age") return Math.floor(Math.max(...present.map((name) => figures.oldestAgeMs(name) ?? 0)) / 1000);
  return present.reduce((sum, name) => sum + (figures.counts(name)?.waiting ?? 0), 0);
}

/** `of`: a dead-letter queue itself, a queue or function that has one, or undefined for all there are. */
export function deadLetterQueues(
  of: string | undefined,
  queues: readonly Pick<QueueConfig, "name" | "deadLetterQueue">[],
  functions: readonly FunctionServices[],
): readonly string[] {
  const targets = [
    ...queues.map(({ name, deadLetterQueue }) => ({ name, target: deadLetterQueue })),
    ...functions.map(({ name, async }) => ({ name, target: async.deadLetterQueue })),
  ].flatMap(({ name, target }) => (target === undefined ? [] : [{ name, target }]));
  if (of === undefined) return [...new Set(targets.map(({ target }) => target))];
  if (targets.some(({ target }) => target === of)) return [of];
  return [targets.find(({ name }) => name === of)?.target ?? of];
}
