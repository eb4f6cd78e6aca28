/**
 * The services themselves and Lambda's pollers and queue between them: how they are made and tied to each other, and what
 * is asked of all of them (settings, what waits for a moment, views, state). A new service is added here.
 */
import { Alarms } from "./alarms/alarms.ts";
import { AsyncInvocations } from "./async-invocations.ts";
import { Buckets } from "./buckets/buckets.ts";
import { UploadNotifications } from "./buckets/upload-notifications.ts";
import type { Timed } from "./earliest-due.ts";
import { LambdaApi } from "./lambda-api.ts";
import { QueueMappings } from "./mappings/queue-mappings.ts";
import { StreamMappings } from "./mappings/stream-mappings.ts";
import { Queues } from "./queues/queues.ts";
import { Schedules } from "./schedules/schedules.ts";
import { Secrets } from "./secrets.ts";
import type { ServiceContext } from "./service-context.ts";
import type { ServicesConfig } from "./services-config.ts";
import type { ServicesView } from "./services-view.ts";
import { Tables } from "./tables/tables.ts";
import { EventBus } from "./topics/event-bus.ts";
import { Topics } from "./topics/topics.ts";

/** What each part kept when the page went; a part that is not there begins empty. */
export type SavedParts = Readonly<Partial<Record<string, unknown>>>;

export class ServiceParts {
  readonly async: AsyncInvocations;
  readonly lambda: LambdaApi;
  readonly buckets: Buckets;
  readonly queues: Queues;
  readonly tables: Tables;
  readonly topics: Topics;
  readonly bus: EventBus;
  readonly alarms: Alarms;
  readonly schedules: Schedules;
  readonly secrets: Secrets;
  /** Where two are due at one moment, the first comes first. */
  readonly timed: readonly Timed[];
  readonly #uploads: UploadNotifications;
  readonly #queueMappings: QueueMappings;
  readonly #streams: StreamMappings;

  constructor(context: ServiceContext, saved: SavedParts) {
    this.async = new AsyncInvocations(context, { state: saved.async });
    this.lambda = new LambdaApi(context, this.async);
    this.#uploads = new UploadNotifications(context);
    this.buckets = new Buckets(context, { state: saved.buckets, onChange: (change) => this.#uploads.take(change) });
    this.queues = new Queues(context, { state: saved.queues, available: (queue) => this.#queueMappings.available(queue) });
    this.#queueMappings = new QueueMappings(context, this.queues, { state: saved.queueMappings });
    this.#streams = new StreamMappings(context, { state: saved.streams });
    this.tables = new Tables(context, { state: saved.tables, onChange: (change) => this.#streams.record(change) });
    this.topics = new Topics(context, { state: saved.topics });
    this.bus = new EventBus(context, { state: saved.bus });
    this.alarms = new Alarms(context, { state: saved.alarms, figures: this.queues });
    this.schedules = new Schedules(context, { state: saved.schedules });
    this.secrets = new Secrets(context);
    this.timed = [this.async, this.queues, this.#queueMappings, this.#streams, this.alarms, this.schedules];
  }

  /** What depends on others comes after them. */
  configure(config: ServicesConfig): void {
    const { functions } = config;
    this.async.configure(functions);
    this.lambda.configure(functions);
    this.buckets.configure(config.buckets);
    this.queues.configure(config.queues);
    this.tables.configure(config.tables);
    this.topics.configure(config.topics, functions);
    this.bus.configure(config.topics, functions);
    this.alarms.configure(config.alarms, functions);
    this.#uploads.configure(functions);
    this.#queueMappings.configure(functions);
    this.#streams.configure(functions, config.tables);
    this.schedules.configure(functions);
    this.secrets.configure(config);
  }

  /** The next delivery to the function that succeeds is made once more with the same ids, to show what at-least-once means. */
  deliverTwice(functionName: string): void {
    for (const part of [this.async, this.#queueMappings, this.#streams]) part.deliverTwice(functionName);
  }

  views(): Omit<ServicesView, "recent" | "counts" | "passes"> {
    return {
      buckets: this.buckets.views(),
      queues: this.queues.views(),
      tables: this.tables.views(),
      topics: [...this.topics.views(), ...this.bus.views()],
      alarms: this.alarms.views(),
      asyncEvents: this.async.views(),
      mappings: [...this.#queueMappings.views(), ...this.#streams.views()],
      schedules: this.schedules.views(),
    };
  }

  state(): SavedParts {
    return {
      async: this.async.state(),
      buckets: this.buckets.state(),
      queues: this.queues.state(),
      queueMappings: this.#queueMappings.state(),
      tables: this.tables.state(),
      streams: this.#streams.state(),
      topics: this.topics.state(),
      bus: this.bus.state(),
      alarms: this.alarms.state(),
      schedules: this.schedules.state(),
    };
  }
}
