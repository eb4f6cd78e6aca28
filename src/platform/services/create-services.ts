/**
 * Joins the services to one machine: gives each the moment, ids and a way to reach functions and the others, carries out
 * what is due in order of time, and routes each call. It decides nothing that belongs to one of them.
 */
import { nameIn } from "../aws-names.ts";
import { isRecord } from "../triggers/parsed.ts";
import { Alarms } from "./alarms/alarms.ts";
import { AsyncInvocations } from "./async-invocations.ts";
import { Buckets } from "./buckets/buckets.ts";
import { UploadNotifications } from "./buckets/upload-notifications.ts";
import type { Timed } from "./earliest-due.ts";
import { Ids } from "./ids.ts";
import { Journal } from "./journal.ts";
import { LambdaApi, NOT_DEPLOYED } from "./lambda-api.ts";
import { QueueMappings } from "./mappings/queue-mappings.ts";
import { StreamMappings } from "./mappings/stream-mappings.ts";
import { Queues } from "./queues/queues.ts";
import { Schedules } from "./schedules/schedules.ts";
import { Secrets } from "./secrets.ts";
import { type ServiceCall, ServiceError, type ServiceName } from "./service-call.ts";
import type { Delivery, DeliveryOutcome, NodeId, Reply, ServiceContext } from "./service-context.ts";
import type { Services, ServicesEffect, ServicesInput, ServicesOptions } from "./services.ts";
import type { ServicesConfig } from "./services-config.ts";
import { type ServicesView, VIEW_LIMIT } from "./services-view.ts";
import { Tables } from "./tables/tables.ts";
import { EventBus } from "./topics/event-bus.ts";
import { DEFAULT_BUS } from "./topics/put-events-entry.ts";
import { Topics } from "./topics/topics.ts";

export function createServices(options: ServicesOptions): Services {
  return new Region(options);
}

/** What each part kept when the page went; a part that is not there begins empty. */
type SavedParts = Readonly<Partial<Record<string, unknown>>>;

/** The node of the map that a service's resource is. */
const NODE_OF: Partial<Record<ServiceName, { readonly kind: "bucket" | "queue" | "table" | "topic"; readonly field: string }>> = {
  s3: { kind: "bucket", field: "Bucket" },
  sqs: { kind: "queue", field: "QueueUrl" },
  dynamodb: { kind: "table", field: "TableName" },
  sns: { kind: "topic", field: "TopicArn" },
};

class Region implements Services {
  #nowMs: number;
  #effects: ServicesEffect[] = [];
  #view: ServicesView | undefined;
  readonly #tables: Tables;
  readonly #ids: Ids;
  readonly #journal: Journal;
  readonly #pending = new Map<string, (outcome: DeliveryOutcome) => void>();
  readonly #buckets: Buckets;
  readonly #uploads: UploadNotifications;
  readonly #queues: Queues;
  readonly #queueMappings: QueueMappings;
  readonly #streams: StreamMappings;
  readonly #topics: Topics;
  readonly #bus: EventBus;
  readonly #alarms: Alarms;
  readonly #async: AsyncInvocations;
  readonly #schedules: Schedules;
  readonly #secrets: Secrets;
  readonly #lambda: LambdaApi;
  readonly #timed: readonly Timed[];

  constructor({ config, seed, nowMs, state }: ServicesOptions) {
    const saved = partsOf(state);
    this.#nowMs = nowMs;
    this.#ids = idsFrom(saved.ids, seed);
    this.#journal = new Journal(saved.journal, state !== undefined);
    const context = this.#context();
    this.#async = new AsyncInvocations(context, { state: saved.async });
    this.#lambda = new LambdaApi(context, this.#async);
    this.#uploads = new UploadNotifications(context);
    this.#buckets = new Buckets(context, { state: saved.buckets, onChange: (change) => this.#uploads.take(change) });
    this.#queues = new Queues(context, { state: saved.queues, available: (queue) => this.#queueMappings.available(queue) });
    this.#queueMappings = new QueueMappings(context, this.#queues, { state: saved.queueMappings });
    this.#streams = new StreamMappings(context, { state: saved.streams });
    this.#tables = new Tables(context, { state: saved.tables, onChange: (change) => this.#streams.record(change) });
    this.#topics = new Topics(context, { state: saved.topics });
    this.#bus = new EventBus(context, { state: saved.bus });
    this.#alarms = new Alarms(context, { state: saved.alarms, figures: this.#queues });
    this.#schedules = new Schedules(context, { state: saved.schedules });
    this.#secrets = new Secrets(context);
    this.#timed = [
      this.#async,
      this.#buckets,
      this.#queues,
      this.#queueMappings,
      this.#tables,
      this.#streams,
      this.#topics,
      this.#bus,
      this.#alarms,
      this.#schedules,
    ];
    this.#configure(config);
  }

  handle(input: ServicesInput): readonly ServicesEffect[] {
    this.#runUntil(input.atMs);
    this.#take(input);
    // What was caused just now is due just now.
    this.#runUntil(input.atMs);
    this.#view = undefined;
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  nextDueMs(): number | undefined {
    return this.#next()?.dueMs;
  }

  view(): ServicesView {
    this.#view ??= {
      buckets: this.#buckets.views(),
      queues: this.#queues.views(),
      tables: this.#tables.views(),
      topics: [...this.#topics.views(), ...this.#bus.views()],
      alarms: this.#alarms.views(),
      asyncEvents: this.#async.views(),
      mappings: [...this.#queueMappings.views(), ...this.#streams.views()],
      schedules: this.#schedules.views(),
      recent: this.#journal.recent(VIEW_LIMIT),
      counts: this.#journal.counts(),
      passes: this.#journal.passes(),
    };
    return this.#view;
  }

  contentIds(): ReadonlySet<string> {
    return this.#buckets.contentIds();
  }

  state(): unknown {
    return {
      ids: this.#ids.state(),
      journal: this.#journal.state(),
      async: this.#async.state(),
      buckets: this.#buckets.state(),
      queues: this.#queues.state(),
      queueMappings: this.#queueMappings.state(),
      tables: this.#tables.state(),
      streams: this.#streams.state(),
      topics: this.#topics.state(),
      bus: this.#bus.state(),
      alarms: this.#alarms.state(),
      schedules: this.#schedules.state(),
    };
  }

  #context(): ServiceContext {
    return {
      nowMs: () => this.#nowMs,
      ids: this.#ids,
      invoke: (delivery, onEnd) => this.#invoke(delivery, onEnd),
      invokeAsync: (delivery) => void this.#async.accept(delivery),
      send: (destination, body, about) => this.#send(destination, body, about),
      passed: (from, to) => this.#journal.passed(from, to, this.#nowMs),
      note: (note) => this.#journal.note(note, this.#nowMs),
    };
  }

  /** What depends on others comes after them. */
  #configure(config: ServicesConfig): void {
    const { functions } = config;
    this.#async.configure(functions);
    this.#lambda.configure(functions);
    this.#buckets.configure(config.buckets);
    this.#queues.configure(config.queues);
    this.#tables.configure(config.tables);
    this.#topics.configure(config.topics, functions);
    this.#bus.configure(config.topics, functions);
    this.#alarms.configure(config.alarms, functions);
    this.#uploads.configure(functions);
    this.#queueMappings.configure(functions);
    this.#streams.configure(functions, config.tables);
    this.#schedules.configure(functions);
    this.#secrets.configure(config);
  }

  #take(input: ServicesInput): void {
    switch (input.type) {
      case "configured":
        return this.#configure(input.config);
      case "call-received":
        return this.#call(input.call, (answer) => this.#effects.push({ type: "answer-call", callId: input.callId, answer }), input.from);
      case "delivery-ended":
        return this.#landed(input.outcome);
      case "delivery-refused":
        return this.#landed({
          requestId: input.requestId,
          // Nothing ran, and nothing is wrong with the event: it waits and is tried again, as when throttled.
          status: "throttled",
          error: { errorType: NOT_DEPLOYED, errorMessage: input.message },
          version: "",
        });
      case "invocation-observed":
        return this.#alarms.observe(input.record, input.concurrencyNow);
      case "time-passed":
        return;
    }
  }

  #call(call: ServiceCall, reply: Reply, from: string | undefined): void {
    try {
      this.#route(call, reply, from);
      if (from !== undefined) for (const node of nodesOf(call)) this.#journal.passed(`function:${from}`, node, this.#nowMs);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      reply({ ok: false, error: error.failure });
    }
  }

  #route({ service, operation, input }: ServiceCall, reply: Reply, from: string | undefined): void {
    switch (service) {
      case "s3":
        return this.#buckets.call(operation, input, reply);
      case "dynamodb":
        return this.#tables.call(operation, input, reply);
      case "sqs":
        return this.#queues.call(operation, input, reply);
      case "sns":
        return this.#topics.call(operation, input, reply);
      case "events":
        return this.#bus.call(operation, input, reply);
      case "lambda":
        return this.#lambda.call(operation, input, reply, from);
      case "secretsmanager":
      case "ssm":
        return this.#secrets.call(service, operation, input, reply);
      case "cloudwatch":
        return this.#alarms.call(operation, input, reply);
      case "coldstart":
        return this.#control(operation, input, reply);
      default:
        throw new ServiceError("UnknownOperationException", `There is no service "${String(service satisfies never)}" in this playground.`);
    }
  }

  /** What a console does that no public API has. */
  #control(operation: string, input: Readonly<Record<string, unknown>>, reply: Reply): void {
    if (operation !== "DeliverTwice") return this.#schedules.call(operation, input, reply);
    const functionName = String(input.functionName);
    for (const part of [this.#async, this.#queueMappings, this.#streams]) part.deliverTwice(functionName);
    reply({ ok: true, output: {} });
  }

  #invoke(delivery: Delivery, onEnd: (outcome: DeliveryOutcome) => void): void {
    const requestId = delivery.requestId ?? this.#ids.uuid();
    this.#pending.set(requestId, onEnd);
    this.#effects.push({ type: "invoke-function", delivery: { ...delivery, requestId } });
  }

  /** An outcome of a delivery that the page before this one began is not waited for: what it was about is delivered again. */
  #landed(outcome: DeliveryOutcome): void {
    const onEnd = this.#pending.get(outcome.requestId);
    this.#pending.delete(outcome.requestId);
    onEnd?.(outcome);
  }

  #send({ type, name }: Parameters<ServiceContext["send"]>[0], body: string, about: Parameters<ServiceContext["send"]>[2]): void {
    this.#journal.passed(about.from, type === "function" ? `function:${name}` : `${type}:${name}`, this.#nowMs);
    switch (type) {
      case "queue": {
        const { attributes, messageGroupId, messageDeduplicationId } = about;
        this.#queues.send(name, {
          body,
          ...(attributes === undefined ? {} : { attributes }),
          ...(messageGroupId === undefined ? {} : { groupId: messageGroupId }),
          ...(messageDeduplicationId === undefined ? {} : { deduplicationId: messageDeduplicationId }),
        });
        return;
      }
      case "topic":
        return void this.#topics.publish(name, body, about);
      case "bus":
        return void this.#bus.publish(name, body, about);
      case "function":
        return void this.#async.accept({ functionName: name, event: body, source: "function" });
    }
  }

  #next(): { readonly part: Timed; readonly dueMs: number } | undefined {
    let next: { readonly part: Timed; readonly dueMs: number } | undefined;
    for (const part of this.#timed) {
      const dueMs = part.nextDueMs();
      if (dueMs !== undefined && (next === undefined || dueMs < next.dueMs)) next = { part, dueMs };
    }
    return next;
  }

  /** Carries out everything that is due by then, each at its own moment and in order. */
  #runUntil(atMs: number): void {
    for (let next = this.#next(); next !== undefined && next.dueMs <= atMs; next = this.#next()) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.part.runDue();
      const stillDueMs = next.part.nextDueMs();
      if (stillDueMs !== undefined && stillDueMs <= this.#nowMs)
        throw new Error(`${next.part.constructor.name} is due at ${stillDueMs} after it ran at ${this.#nowMs}.`);
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }
}

/** What of the map a call reaches; Lambda's Invoke says so itself. */
function nodesOf({ service, operation, input }: ServiceCall): readonly NodeId[] {
  if (service === "events") return operation === "PutEvents" && Array.isArray(input.Entries) ? busesOf(input.Entries) : [];
  const place = NODE_OF[service];
  const given = place && input[place.field];
  return place !== undefined && typeof given === "string" ? [`${place.kind}:${nameIn(given)}`] : [];
}

function busesOf(entries: readonly unknown[]): readonly NodeId[] {
  const names = entries.map((entry) =>
    isRecord(entry) && typeof entry.EventBusName === "string" ? nameIn(entry.EventBusName) : DEFAULT_BUS,
  );
  return [...new Set(names)].map((name) => `bus:${name}` as const);
}

function partsOf(state: unknown): SavedParts {
  return isRecord(state) ? state : {};
}

/** Those of the page before go on where they were, so that none is given twice. */
function idsFrom(saved: unknown, seed: number): Ids {
  const { seed: savedSeed, drawn } = isRecord(saved) ? saved : {};
  return Number.isSafeInteger(savedSeed) && Number.isSafeInteger(drawn) ? new Ids(Number(savedSeed), Number(drawn)) : new Ids(seed);
}
