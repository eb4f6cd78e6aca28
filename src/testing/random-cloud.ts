/**
 * A seeded world of services and fleet together: events of every kind are sent, functions succeed, fail, hang, crash and
 * are killed, limits refuse them, and the page is reloaded at random points, whatever is under way. It keeps books of its
 * own on what was accepted and what ran, and compares them with the journal's. Same seed, same world.
 */
import { createPlatform } from "../platform/create-platform.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { PlatformInput } from "../platform/inputs.ts";
import type { InvocationRecord } from "../platform/invocation.ts";
import type { Platform } from "../platform/platform.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../platform/seeded-random.ts";
import { createServices } from "../platform/services/create-services.ts";
import type { JsonObject, ServiceAnswer, ServiceName } from "../platform/services/service-call.ts";
import type { Delivery } from "../platform/services/service-context.ts";
import type { Caller, Services, ServicesEffect, ServicesInput } from "../platform/services/services.ts";
import type { ServicesView } from "../platform/services/services-view.ts";
import type { TraceNote } from "../platform/services/trace-note.ts";
import { functionConfig, platformSettings } from "./builders.ts";
import { CLOUD, FUNCTION_NAMES } from "./random-cloud-config.ts";
import { TraceLedger } from "./trace-ledger.ts";

const START_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
/** Looking at everything that waits takes longer than a step. */
const CHECK_EVERY = 25;

type WithoutTime<T> = T extends { readonly atMs: number } ? Omit<T, "atMs"> : never;

interface Task {
  readonly atMs: number;
  readonly containerId: string;
  /** An init, or the run of a request. */
  readonly requestId: string | undefined;
}

/** A message of a group, in the order sent. */
interface Line {
  readonly group: string;
  readonly number: number;
}

export class RandomCloud {
  readonly #random: () => number;
  readonly #seed: number;
  readonly #wrap: (services: Services) => Services;
  readonly traces = new TraceLedger();
  /** The request whose code calls; undefined: a person does. */
  #caller: Caller = {};
  #services: Services;
  #platform: Platform;
  #nowMs = START_MS;
  #serial = 0;
  #calls = 0;
  #tasks: Task[] = [];
  readonly #deliveries = new Map<string, Delivery>();
  readonly #payloads = new Map<string, string>();
  readonly #answers = new Map<string, ServiceAnswer>();
  /** Messages that a queue said it took, and streams and topics, by the number in their body. */
  readonly #sent = new Map<number, "queue" | "fifo" | "table" | "async">();
  readonly #ran = new Set<number>();
  readonly #lastOfGroup = new Map<string, number>();
  readonly #groupOf = new Map<number, Line>();
  readonly #streamed = new Set<bigint>();
  #lastStreamed = 0n;
  #reloads = 0;
  #steps = 0;

  constructor(seed: number, wrap: (services: Services) => Services = (services) => services) {
    this.#seed = seed;
    this.#wrap = wrap;
    this.#random = seededRandom(seed);
    this.#services = wrap(createServices({ config: CLOUD, seed, nowMs: START_MS, noted: (note) => this.traces.note(note) }));
    this.#platform = this.#begin();
  }

  get reloads(): number {
    return this.#reloads;
  }

  step(): void {
    this.#nowMs += Math.floor(this.#random() * 200);
    const dice = this.#random();
    if (dice < 0.3) this.#cause();
    else if (dice < 0.85) this.#workOne();
    else if (dice < 0.95) this.#jump();
    else if (dice < 0.97) this.#kill();
    else if (dice < 0.972) this.#reload();
    else this.#passTime();
    this.#steps += 1;
    if (this.#steps % CHECK_EVERY === 0) this.#checkCounts();
  }

  /** Lets everything go on, with functions that succeed, until nothing waits that can still move. */
  settle(): void {
    const untilMs = this.#nowMs + DAY_MS;
    while (this.#nowMs < untilMs) {
      if (this.#tasks.length > 0) this.#finish(this.#takeTask(), "ok");
      else if (!this.#leap()) break;
    }
    this.#checkAll();
  }

  // What a person or another service does.

  #cause(): void {
    this.#serial += 1;
    const number = this.#serial;
    const dice = this.#random();
    if (dice < 0.3) return this.#sendTo("jobs", number);
    if (dice < 0.5) return this.#sendTo("orders.fifo", number);
    if (dice < 0.62) return this.#put(number);
    if (dice < 0.7) return this.#upload(number);
    if (dice < 0.78) return this.#call("sns", "Publish", { TopicArn: "news", Message: JSON.stringify({ number }) });
    if (dice < 0.84) return this.#putEvent(number);
    if (dice < 0.97) return this.#invokeLater(number);
    if (dice < 0.985) return this.#call("coldstart", "DeliverTwice", { functionName: this.#pick(FUNCTION_NAMES) });
    return this.#call("sqs", "StartMessageMoveTask", { SourceArn: "arn:aws:sqs:us-east-1:123456789012:dead" });
  }

  #sendTo(queue: string, number: number): void {
    const fifo = queue.endsWith(".fifo");
    const group = `g${Math.floor(this.#random() * 4)}`;
    const input = {
      QueueUrl: queue,
      MessageBody: JSON.stringify({ number }),
      ...(fifo ? { MessageGroupId: group, MessageDeduplicationId: `d${number}` } : {}),
    };
    this.#call("sqs", "SendMessage", input, () => {
      this.#sent.set(number, fifo ? "fifo" : "queue");
      if (fifo) this.#groupOf.set(number, { group, number });
    });
  }

  #put(number: number): void {
    const Item = { id: { S: `k${number % 7}` }, number: { N: String(number) } };
    this.#call("dynamodb", "PutItem", { TableName: "things", Item }, () => this.#sent.set(number, "table"));
  }

  #upload(number: number): void {
    const Body = { contentId: `c${number}`, sizeBytes: 3, md5: number.toString(16).padStart(32, "0") };
    this.#call("s3", "PutObject", { Bucket: "photos", Key: `in/${number % 9}.txt`, Body });
  }

  #putEvent(number: number): void {
    const Entries = [{ Source: "shop", DetailType: "order", Detail: JSON.stringify({ number }) }];
    this.#call("events", "PutEvents", { Entries });
  }

  #invokeLater(number: number): void {
    const FunctionName = this.#pick(FUNCTION_NAMES);
    const input = { FunctionName, InvocationType: "Event", Payload: JSON.stringify({ number }) };
    this.#call("lambda", "Invoke", input, () => this.#sent.set(number, "async"));
  }

  #call(service: ServiceName, operation: string, input: JsonObject, accepted: () => void = () => {}): void {
    this.#calls += 1;
    const callId = `c${this.#calls}`;
    this.#tellServices({ type: "call-received", callId, call: { service, operation, input }, ...this.#caller });
    const answer = this.#answers.get(callId);
    if (answer?.ok) accepted();
    else if (answer && answer.error.code !== "UnsupportedOperation" && operation !== "StartMessageMoveTask")
      throw new Error(`${operation} was refused: ${answer.error.code} ${answer.error.message}`);
    this.#answers.delete(callId);
  }

  // Functions, as the fleet runs them.

  #workOne(): void {
    if (this.#tasks.length === 0) return this.#cause();
    const dice = this.#random();
    this.#finish(this.#takeTask(), dice < 0.72 ? "ok" : dice < 0.9 ? "error" : dice < 0.95 ? "crash" : "hang");
  }

  #takeTask(): Task {
    const [task] = this.#tasks.splice(Math.floor(this.#random() * this.#tasks.length), 1);
    if (!task) throw new Error("There is nothing to do.");
    return task;
  }

  #finish({ containerId, requestId }: Task, how: "ok" | "error" | "crash" | "hang"): void {
    const durationMs = Math.floor(this.#random() * 50);
    this.#nowMs += durationMs;
    const error = { errorType: "Error", errorMessage: "By chance." };
    // A process that hangs says nothing: its time limit ends it.
    if (how === "hang") return;
    if (how === "crash") return this.#tellPlatform({ type: "container-exited", containerId, cause: { kind: "exit", code: 1 } });
    if (requestId === undefined) {
      if (how === "error") return this.#tellPlatform({ type: "container-init-failed", containerId, initMs: durationMs, error });
      return this.#tellPlatform({ type: "container-initialized", containerId, initMs: durationMs });
    }
    if (how === "ok") this.#run(requestId);
    this.#tellPlatform({ type: "invocation-completed", containerId, requestId, durationMs, ...(how === "error" ? { error } : {}) });
  }

  /** The function did its work: what of the event it did is in the books, and order is looked at. */
  #run(requestId: string): void {
    const delivery = this.#deliveries.get(requestId);
    if (!delivery) return;
    this.#callOut(delivery);
    const event = JSON.parse(delivery.event) as { readonly Records?: readonly Record<string, unknown>[] };
    if (delivery.source === "queue") return this.#runBatch(requestId, event.Records ?? []);
    for (const number of numbersIn(delivery.event)) this.#ran.add(number);
    if (delivery.source === "table") this.#checkStreamOrder(event.Records ?? []);
  }

  /** By chance it sends something itself; seldom enough that a chain of causes comes to its end. */
  #callOut({ functionName, requestId }: Delivery): void {
    if (requestId === undefined || this.#random() >= 0.25) return;
    this.#caller = { from: functionName, requestId };
    this.#cause();
    this.#caller = {};
  }

  #runBatch(requestId: string, records: readonly Record<string, unknown>[]): void {
    const failsAt = this.#random() < 0.15 ? Math.floor(this.#random() * records.length) : records.length;
    const batchItemFailures = records.slice(failsAt).map(({ messageId }) => ({ itemIdentifier: messageId }));
    for (const record of records.slice(0, failsAt)) {
      for (const number of numbersIn(String(record.body))) {
        this.#checkGroupOrder(number);
        this.#ran.add(number);
      }
    }
    this.#payloads.set(requestId, JSON.stringify({ batchItemFailures }));
  }

  /** At least once, so a message may be seen again, but never one before another of its group that came earlier and is new. */
  #checkGroupOrder(number: number): void {
    const line = this.#groupOf.get(number);
    if (!line) return;
    const last = this.#lastOfGroup.get(line.group) ?? 0;
    if (number > last) this.#lastOfGroup.set(line.group, number);
    else if (!this.#ran.has(number)) throw new Error(`${number} ran after ${last} of the same group ${line.group}.`);
  }

  /** A record that is new to the function is later than all it has seen. */
  #checkStreamOrder(records: readonly Record<string, unknown>[]): void {
    for (const { dynamodb } of records) {
      const sequence = BigInt((dynamodb as { readonly SequenceNumber: string }).SequenceNumber);
      if (this.#streamed.has(sequence)) continue;
      if (sequence < this.#lastStreamed) throw new Error(`The record ${sequence} came after ${this.#lastStreamed}.`);
      this.#streamed.add(sequence);
      this.#lastStreamed = sequence;
    }
  }

  // Time and the page.

  #passTime(): void {
    this.#tellPlatform({ type: "time-passed" });
    this.#tellServices({ type: "time-passed" });
  }

  #jump(): void {
    if (!this.#leap()) this.#nowMs += 60_000;
    this.#passTime();
  }

  /** To the next moment something is due; false where nothing is. */
  #leap(): boolean {
    const dues = [this.#platform.nextDueMs(), this.#services.nextDueMs()].filter((due) => due !== undefined);
    if (dues.length === 0 || Math.min(...dues) > START_MS + 300 * DAY_MS) return false;
    this.#nowMs = Math.max(this.#nowMs, Math.min(...dues));
    this.#passTime();
    return true;
  }

  #kill(): void {
    const containers = this.#platform.containers();
    const container = containers[Math.floor(this.#random() * containers.length)];
    if (container) this.#tellPlatform({ type: "kill-requested", containerId: container.id });
  }

  /** The page goes, whatever is under way, and comes back with what the services had written down. */
  #reload(): void {
    this.#reloads += 1;
    const state: unknown = JSON.parse(JSON.stringify(this.#services.state()));
    this.#tasks = [];
    this.#deliveries.clear();
    const noted = (note: TraceNote) => this.traces.note(note);
    const begin = () => createServices({ config: CLOUD, seed: this.#seed + 1, nowMs: this.#nowMs, state, noted });
    this.#services = this.#wrap(this.traces.reload(begin));
    this.#platform = this.#begin();
    this.#tellServices({ type: "time-passed" });
  }

  #begin(): Platform {
    const platform = createPlatform(
      awsLambda,
      platformSettings({ accountConcurrency: 6, browserContainerLimit: 8, idleLifetimeMs: 60_000 }),
    );
    for (const [place, name] of FUNCTION_NAMES.entries()) {
      const config = functionConfig({ name, timeoutMs: 3_000, ...(place === 0 ? { reservedConcurrency: 2 } : {}) });
      platform.handle({ type: "function-deployed", atMs: this.#nowMs, config });
    }
    return platform;
  }

  // The driver.

  #tellServices(input: WithoutTime<ServicesInput>): void {
    for (const effect of this.#services.handle({ ...input, atMs: this.#nowMs } as ServicesInput)) this.#performService(effect);
  }

  #performService(effect: ServicesEffect): void {
    if (effect.type === "answer-call") return void this.#answers.set(effect.callId, effect.answer);
    const { requestId, functionName } = effect.delivery;
    this.#deliveries.set(requestId, effect.delivery);
    this.traces.requested(requestId);
    this.#tellPlatform({ type: "request-arrived", requestId, functionName, random: this.#random() });
  }

  #tellPlatform(input: WithoutTime<PlatformInput>): void {
    const platform = this.#platform;
    for (const effect of platform.handle({ ...input, atMs: this.#nowMs } as PlatformInput)) this.#performPlatform(effect);
  }

  #performPlatform(effect: PlatformEffect): void {
    const drop = (containerId: string) => {
      this.#tasks = this.#tasks.filter((task) => task.containerId !== containerId);
    };
    switch (effect.type) {
      case "start-container":
        return void this.#tasks.push({ atMs: this.#nowMs, containerId: effect.containerId, requestId: undefined });
      case "run-invocation":
        return void this.#tasks.push({ atMs: this.#nowMs, containerId: effect.containerId, requestId: effect.requestId });
      case "reset-container":
      case "stop-container":
        return drop(effect.containerId);
      case "invocation-ended":
        return this.#ended(effect.record);
    }
  }

  #ended({ requestId, status, error, version }: InvocationRecord): void {
    if (!this.#deliveries.delete(requestId)) return;
    const payload = this.#payloads.get(requestId) ?? "null";
    this.#payloads.delete(requestId);
    const outcome = { requestId, status, version, ...(status === "ok" ? { payload } : {}), ...(error ? { error } : {}) };
    this.#tellServices({ type: "delivery-ended", outcome });
  }

  // The books.

  #checkCounts(): void {
    const { counts, asyncEvents, queues } = this.#services.view();
    const ends = counts.processed + counts.deadLettered + counts.expired + counts.discarded + counts.removed;
    if (counts.accepted !== ends + counts.waiting) throw new Error(`The counts do not add up: ${JSON.stringify(counts)}.`);
    const inQueues = queues.reduce((sum, queue) => sum + queue.waiting + queue.delayed + queue.inFlight, 0);
    if (asyncEvents.length < 500 && counts.waiting < asyncEvents.length + inQueues)
      throw new Error(`${counts.waiting} wait by the counts, and ${asyncEvents.length} events and ${inQueues} messages do.`);
  }

  /** At the end nothing that was accepted has vanished: it ran, or it lies where a person finds it. */
  #checkAll(): void {
    const { queues, asyncEvents, mappings, counts } = this.#services.view();
    const lying = new Set(
      [...queues.flatMap(({ messages }) => messages.map(({ body }) => body)), ...asyncEvents.map(({ event }) => event)].flatMap(numbersIn),
    );
    const inQueues = queues.reduce((sum, queue) => sum + queue.waiting + queue.delayed + queue.inFlight, 0);
    const inStreams = mappings.reduce((sum, mapping) => sum + mapping.waitingRecords, 0);
    if (counts.waiting !== asyncEvents.length + inQueues + inStreams)
      throw new Error(
        `${counts.waiting} wait by the counts; ${asyncEvents.length} events, ${inQueues} messages and ${inStreams} records do.`,
      );
    this.#checkDeadLetters(queues);
    // A change of a table may be part of an on-failure record, which names the batch and not its items.
    for (const [number, kind] of this.#sent)
      if (kind !== "table" && !this.#ran.has(number) && !lying.has(number))
        throw new Error(`The ${kind} event ${number} was accepted, never ran, and is nowhere.`);
  }

  /** Nobody sends to the queues of dead letters: each message there was an event that failed, and leads back to it. */
  #checkDeadLetters(queues: ServicesView["queues"]): void {
    for (const { name, messages } of queues) {
      if (!name.startsWith("dead")) continue;
      for (const { messageId } of messages) {
        const [letter, failed] = this.traces.chainOf({ at: `queue:${name}`, eventId: messageId });
        if (failed === undefined || failed.startsWith("request ")) throw new Error(`${letter} leads back to no event: ${failed}.`);
      }
    }
  }

  #pick(names: readonly string[]): string {
    return names[Math.floor(this.#random() * names.length)] ?? "";
  }
}

/** Every {"number": 5} in a text, also in JSON inside of JSON, and DynamoDB's {"number": {"N": "5"}}. */
function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/number\\*"\s*:\s*(?:\{\\*"N\\*"\s*:\s*\\*")?(\d+)/g)].map(([, digits]) => Number(digits));
}
