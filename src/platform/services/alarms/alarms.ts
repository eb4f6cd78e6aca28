/**
 * The project's alarms (CloudWatch): each is evaluated at the end of each step of the clock, and on going to ALARM
 * invokes its functions and notifies its queue. As with CloudWatch's AlarmActions, nothing is done on going to OK or
 * INSUFFICIENT_DATA. Making alarms and metrics at run time is refused: the project's settings hold the alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */

import { alarmArn, functionArn, nameIn, queueArn } from "../../aws-names.ts";
import type { InvocationRecord } from "../../invocation.ts";
import { alarmEvent, cloudWatchMetric } from "../../triggers/alarm-event.ts";
import type { Timed } from "../earliest-due.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { NodeId, Reply, Service, ServiceContext } from "../service-context.ts";
import type { AlarmConfig, FunctionServices } from "../services-config.ts";
import type { AlarmView } from "../services-view.ts";
import { alarmNotification } from "./alarm-notification.ts";
import { INITIAL_REASON, reasonDataOf, reasonOf } from "./alarm-reason.ts";
import type { AlarmChange, AlarmState, AlarmTransition } from "./alarm-transition.ts";
import type { Datapoint } from "./datapoint.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";
import { COMPARISON_NAMES, isPercentile, MISSING_DATA_NAMES, STATISTIC_NAMES } from "./metric-names.ts";
import { deadLetterQueues, Metrics, type QueueFigures, stepMsOf } from "./metrics.ts";
import { isStateValue, type SavedAlarm, savedAlarms } from "./saved-alarms.ts";

/** As many datapoints as a chart of an alarm shows. */
const SHOWN_DATAPOINTS = 120;
/** Ours, as every view of the services carries them. */
const KEPT_CHANGES = 20;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
const REASON_LIMIT_CHARS = 1_023;
const REASON_DATA_LIMIT_CHARS = 4_000;

interface Alarm {
  config: AlarmConfig;
  state: AlarmState;
  /** When the datapoints were last looked at. */
  evaluatedAtMs: number | undefined;
  nextEvaluationMs: number;
  /** Newest first. */
  history: readonly AlarmChange[];
}

export interface AlarmsOptions {
  readonly state?: unknown;
  readonly figures: QueueFigures;
}

type Input = Readonly<Record<string, unknown>>;

export class Alarms implements Service, Timed {
  readonly #context: ServiceContext;
  readonly #figures: QueueFigures;
  readonly #metrics: Metrics;
  /** Of the page before, until the project is known. */
  #saved: ReadonlyMap<string, SavedAlarm>;
  #alarms = new Map<string, Alarm>();
  #functions: readonly FunctionServices[] = [];
  /** How often one went to ALARM: tells two at one moment apart. */
  #wentOff = 0;

  constructor(context: ServiceContext, { state, figures }: AlarmsOptions) {
    this.#context = context;
    this.#figures = figures;
    const saved = savedAlarms(state);
    this.#saved = saved.alarms;
    this.#metrics = new Metrics(saved.series);
  }

  configure(configs: readonly AlarmConfig[], functions: readonly FunctionServices[]): void {
    const nowMs = this.#context.nowMs();
    this.#functions = functions;
    this.#alarms = new Map(
      configs.map((config) => {
        const before = this.#alarms.get(config.name) ?? this.#saved.get(config.name);
        const state = before?.state ?? { value: "INSUFFICIENT_DATA", reason: INITIAL_REASON, atMs: nowMs };
        const { evaluatedAtMs, history = [] } = before ?? {};
        return [config.name, { config, state, evaluatedAtMs, nextEvaluationMs: nextStepMs(config, nowMs), history }];
      }),
    );
    this.#saved = new Map();
    this.#metrics.watch(configs);
  }

  call(operation: string, input: Input, reply: Reply): void {
    reply({ ok: true, output: this.#answer(operation, input) });
  }

  /** An invocation ended. `concurrencyNow`: how many run. */
  observe(record: InvocationRecord, concurrencyNow: number): void {
    this.#metrics.observe(record, concurrencyNow, this.#context.nowMs());
  }

  nextDueMs(): number | undefined {
    let next: number | undefined;
    for (const { nextEvaluationMs } of this.#alarms.values()) {
      if (next === undefined || nextEvaluationMs < next) next = nextEvaluationMs;
    }
    return next;
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    const due = [...this.#alarms.values()].filter(({ nextEvaluationMs }) => nextEvaluationMs <= nowMs);
    for (const stepMs of new Set(due.map(({ config }) => stepMsOf(config)))) {
      this.#metrics.sample(Math.floor(nowMs / stepMs) * stepMs - stepMs, stepMs, this.#figures, this.#functions);
    }
    for (const alarm of due) this.#evaluate(alarm, nowMs);
  }

  views(): readonly AlarmView[] {
    return [...this.#alarms.values()].map((alarm) => ({
      config: alarm.config,
      state: alarm.state.value,
      sinceMs: alarm.state.atMs,
      reason: alarm.state.reason,
      datapoints: this.#shownDatapoints(alarm),
      nextEvaluationMs: alarm.nextEvaluationMs,
      history: alarm.history,
    }));
  }

  state(): unknown {
    const alarms = [...this.#alarms].map(([name, { state, evaluatedAtMs, history }]) => [name, { state, evaluatedAtMs, history }]);
    return { alarms: Object.fromEntries(alarms), series: this.#metrics.state() };
  }

  #evaluate(alarm: Alarm, nowMs: number): void {
    const { config } = alarm;
    const untilMs = nextStepMs(config, nowMs) - stepMsOf(config);
    alarm.evaluatedAtMs = untilMs;
    alarm.nextEvaluationMs = nextStepMs(config, nowMs);
    const points = this.#metrics.datapoints(config, untilMs);
    const verdict = evaluateAlarm(config, points);
    if (verdict.value === undefined || verdict.value === alarm.state.value) return;
    this.#change(alarm, {
      value: verdict.value,
      reason: reasonOf(verdict.value, verdict, config),
      reasonData: reasonDataOf(verdict, points, config, nowMs),
      atMs: nowMs,
    });
  }

  #change(alarm: Alarm, state: AlarmState): void {
    const previousState = alarm.state;
    alarm.state = state;
    if (state.value !== previousState.value) {
      const change = { atMs: state.atMs, from: previousState.value, to: state.value, reason: state.reason };
      alarm.history = [change, ...alarm.history].slice(0, KEPT_CHANGES);
    }
    if (state.value !== "ALARM" || previousState.value === "ALARM") return;
    this.#act({ alarmName: alarm.config.name, config: this.#asWatched(alarm.config), state, previousState });
  }

  /** Functions and queue, each on its own: one that is not there does not keep the others from being told. */
  #act(transition: AlarmTransition): void {
    const from: NodeId = `alarm:${transition.alarmName}`;
    this.#wentOff += 1;
    const eventId = `${transition.alarmName}/${transition.state.atMs}/${this.#wentOff}`;
    this.#context.handOn({ at: from, eventId }, "dropped", () => this.#tell(from, transition));
  }

  #tell(from: NodeId, transition: AlarmTransition): void {
    for (const functionName of this.#functionsOf(transition.alarmName)) {
      this.#context.passed(from, `function:${functionName}`);
      this.#context.invokeAsync({ functionName, event: JSON.stringify(alarmEvent(transition)), source: "alarm" });
    }
    const { queue } = transition.config;
    if (queue === undefined) return;
    try {
      this.#context.send({ type: "queue", name: queue }, JSON.stringify(alarmNotification(transition)), { from });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const eventId = this.#context.ids.uuid();
      this.#context.note({ eventId, at: from, fate: "accepted" });
      this.#context.note({
        eventId,
        at: from,
        fate: "discarded",
        detail: `The queue ${queue} did not take the notification: ${error.message}`,
      });
    }
  }

  /** Dead letters are watched in the queue they are in, whoever's they are. */
  #asWatched(config: AlarmConfig): AlarmConfig {
    if (config.metric !== "dead-letters" || config.of === undefined) return config;
    const queues = this.#figures.all().map((queue) => queue.config);
    const [of = config.of] = deadLetterQueues(config.of, queues, this.#functions);
    return { ...config, of };
  }

  #functionsOf(alarmName: string): readonly string[] {
    const isOf = (trigger: FunctionServices["triggers"][number]) => trigger.type === "alarm" && trigger.alarm === alarmName;
    return this.#functions.filter(({ triggers }) => triggers.some(isOf)).map(({ name }) => name);
  }

  #shownDatapoints({ config, evaluatedAtMs }: Alarm): AlarmView["datapoints"] {
    if (evaluatedAtMs === undefined) return [];
    const points: readonly Datapoint[] = this.#metrics.datapoints(config, evaluatedAtMs);
    return points.slice(-Math.min(config.evaluationPeriods, SHOWN_DATAPOINTS)).map(({ atMs, value }) => ({ atMs, value }));
  }

  #answer(operation: string, input: Input): JsonObject {
    switch (operation) {
      case "DescribeAlarms":
        return { MetricAlarms: this.#asked(input).map((alarm) => this.#describe(alarm)), CompositeAlarms: [] };
      case "SetAlarmState":
        this.#setState(input);
        return {};
      case "PutMetricData":
        throw new ServiceError(
          "UnknownOperationException",
          "Metrics of your own are not in this playground: its alarms watch errors, throttles, duration, concurrent executions, invocations, the age of a queue's oldest message and dead letters. Write the figure to the log instead.",
        );
      default:
        throw new ServiceError(
          "UnknownOperationException",
          `CloudWatch's ${operation} is not in this playground: DescribeAlarms and SetAlarmState are. Alarms are made in the project's settings.`,
        );
    }
  }

  #asked({ AlarmNames: names, AlarmNamePrefix: prefix, StateValue: value }: Input): readonly Alarm[] {
    return [...this.#alarms.values()].filter(
      ({ config, state }) =>
        (!Array.isArray(names) || names.length === 0 || names.includes(config.name)) &&
        (typeof prefix !== "string" || config.name.startsWith(prefix)) &&
        (typeof value !== "string" || state.value === value),
    );
  }

  /** The next evaluation takes it back to what the data say. */
  #setState({ AlarmName: name, StateValue: value, StateReason: reason, StateReasonData: reasonData }: Input): void {
    const alarm = typeof name === "string" ? this.#alarms.get(nameIn(name)) : undefined;
    if (!alarm) throw new ServiceError("ResourceNotFound", `There is no alarm "${String(name)}".`, 404);
    if (!isStateValue(value)) {
      throw new ServiceError(
        "ValidationError",
        `1 validation error detected: Value '${String(value)}' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]`,
      );
    }
    if (typeof reason !== "string" || reason.length > REASON_LIMIT_CHARS) {
      throw new ServiceError("ValidationError", `StateReason is a text of at most ${REASON_LIMIT_CHARS} characters.`);
    }
    if (
      reasonData !== undefined &&
      (typeof reasonData !== "string" || reasonData.length > REASON_DATA_LIMIT_CHARS || !isJson(reasonData))
    ) {
      throw new ServiceError("InvalidFormat", `StateReasonData is JSON text of at most ${REASON_DATA_LIMIT_CHARS} characters.`);
    }
    this.#change(alarm, { value, reason, ...(reasonData === undefined ? {} : { reasonData }), atMs: this.#context.nowMs() });
  }

  #describe({ config, state }: Alarm): JsonObject {
    const watched = this.#asWatched(config);
    const { namespace, name, dimensions } = cloudWatchMetric(watched);
    const actions = [...this.#functionsOf(config.name).map(functionArn), ...(config.queue === undefined ? [] : [queueArn(config.queue)])];
    const statistic = STATISTIC_NAMES[config.statistic];
    return {
      AlarmName: config.name,
      AlarmArn: alarmArn(config.name),
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: actions,
      InsufficientDataActions: [],
      StateValue: state.value,
      StateReason: state.reason,
      ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
      StateUpdatedTimestamp: state.atMs / 1000,
      MetricName: name,
      Namespace: namespace,
      ...(isPercentile(config.statistic) ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      Period: config.periodMs / 1000,
      EvaluationPeriods: config.evaluationPeriods,
      DatapointsToAlarm: config.datapointsToAlarm,
      Threshold: config.threshold,
      ComparisonOperator: COMPARISON_NAMES[config.comparison],
      TreatMissingData: MISSING_DATA_NAMES[config.missingData],
    };
  }
}

/** The first step's end after this moment. */
function nextStepMs(config: AlarmConfig, nowMs: number): number {
  const stepMs = stepMsOf(config);
  return Math.floor(nowMs / stepMs) * stepMs + stepMs;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
