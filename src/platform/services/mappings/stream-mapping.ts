/**
 * One event source mapping of a table's stream: when it reads, the batch it is at, and what becomes of a batch that fails. One batch at a time, in order; what fails blocks what follows until it succeeds or is given up.
 */
import { isRecord } from "../../triggers/parsed.ts";
import type { TableTrigger } from "../../triggers/trigger.ts";
import { keptCause, oneMore } from "../causes.ts";
import type { DeliveryOutcome, EventFate, NodeId, ServiceContext } from "../service-context.ts";
import type { MappingView } from "../services-view.ts";
import type { TableChange } from "../tables/table-change.ts";
import type { EventRef } from "../trace-note.ts";
import { backoffMs } from "./backoff.ts";
import { afterAttempt, type BatchAtWork, savedBatches } from "./batch-at-work.ts";
import { readBatchOutcome } from "./batch-response.ts";
import { endFailedBatch, type GiveUpCondition } from "./failed-batch.ts";
import { StreamReader } from "./stream-reader.ts";
import { KEPT_MS, type StreamShard } from "./stream-shard.ts";

/** Lambda polls a shard four times a second: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const POLL_MS = 250;

export class StreamMapping {
  readonly functionName: string;
  readonly place: number;
  readonly shard: StreamShard;
  trigger: TableTrigger;
  readonly #context: ServiceContext;
  readonly #source: NodeId;
  readonly #reader: StreamReader;
  /** In order; the first is at work, or to be tried again. */
  #batches: BatchAtWork[] = [];
  #isRunning = false;
  #isRemoved = false;
  #isTwice = false;
  #readAtMs: number | undefined;
  #retryAtMs: number | undefined;
  #throttlesInARow = 0;
  #lastError: string | undefined;
  #lastOutcome: DeliveryOutcome | undefined;

  constructor(
    context: ServiceContext,
    shard: StreamShard,
    of: { readonly functionName: string; readonly place: number; readonly trigger: TableTrigger },
    state?: unknown,
  ) {
    this.#context = context;
    this.shard = shard;
    this.functionName = of.functionName;
    this.place = of.place;
    this.trigger = of.trigger;
    this.#source = `table:${shard.table}`;
    if (isRecord(state) && Number.isSafeInteger(state.next)) {
      this.#reader = new StreamReader(shard, Number(state.next));
      this.#restore(state);
    } else {
      this.#reader = new StreamReader(shard, of.trigger.startingPosition === "TRIM_HORIZON" ? shard.first : shard.end);
      this.#noteAll(this.#reader.unread(), "accepted");
    }
  }

  /** A batch in flight is in it: the next page delivers it again. */
  state(): unknown {
    return {
      table: this.shard.table,
      ...this.#reader.state(),
      batches: this.#batches,
      isTwice: this.#isTwice,
      ...(this.#retryAtMs === undefined ? {} : { retryAtMs: this.#retryAtMs }),
    };
  }

  deliverTwice(): void {
    this.#isTwice = true;
  }

  /** The shard has one more record. */
  recordCame(change: TableChange): void {
    this.#note(change, "accepted");
    this.#readAtMs ??= this.#nextPollMs();
  }

  /** At the next `runDue`: there may be work from before. */
  readSoon(): void {
    this.#readAtMs = this.#context.nowMs();
  }

  /** The shard is about to let go of what is before that place. */
  expireBefore(place: number): void {
    this.#expired(this.#reader.skipTo(place));
  }

  remove(why: string): void {
    this.#isRemoved = true;
    for (const { records } of this.#batches) this.#noteAll(records, "removed", why);
    this.#noteAll(this.#reader.gathered, "removed", why);
    this.#noteAll(this.#reader.unread(), "removed", why);
  }

  nextDueMs(): number | undefined {
    if (this.#isRunning) return this.#reader.unreadExpiresMs();
    const [head] = this.#batches;
    const due = [
      head === undefined
        ? this.#readAtMs
        : this.#retryAtMs === undefined
          ? this.#readAtMs
          : Math.min(this.#retryAtMs, this.#expiresMs(head)),
      this.#reader.windowEndsMs,
      this.#reader.unreadExpiresMs(),
    ].filter((moment) => moment !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    this.#expired(this.#reader.skipExpired(nowMs));
    if (this.#isRunning) return;
    const [head] = this.#batches;
    if (head !== undefined) {
      const mayRun = this.#retryAtMs === undefined || this.#retryAtMs <= nowMs || this.#expiresMs(head) <= nowMs;
      this.#readAtMs = undefined;
      if (!mayRun) return;
      // A batch that is only partly too old waits on for its moment.
      const waitsUntilMs = this.#retryAtMs;
      this.#retryAtMs = undefined;
      this.#dropTooOld();
      if (waitsUntilMs !== undefined && waitsUntilMs > nowMs && this.#batches.length > 0) this.#retryAtMs = waitsUntilMs;
      else this.#work();
      return;
    }
    const { windowEndsMs } = this.#reader;
    if (this.#readAtMs !== undefined && this.#readAtMs > nowMs && (windowEndsMs === undefined || windowEndsMs > nowMs)) return;
    this.#readAtMs = undefined;
    this.#work();
  }

  view(): MappingView {
    const [head] = this.#batches;
    const inWork = this.#batches.reduce((sum, { records }) => sum + records.length, 0);
    const nextAttemptMs = this.#isRunning ? undefined : (this.#retryAtMs ?? this.#reader.windowEndsMs);
    return {
      functionName: this.functionName,
      place: this.place,
      source: this.#source,
      state: this.#isRunning
        ? "delivering"
        : head !== undefined
          ? this.#throttlesInARow > 0
            ? "backing-off"
            : "retrying"
          : this.#reader.gathered.length > 0
            ? "gathering"
            : "waiting",
      inFlightBatches: this.#isRunning ? 1 : 0,
      waitingRecords: inWork + this.#reader.waitingRecords,
      attempts: head?.failures ?? 0,
      ...(nextAttemptMs === undefined ? {} : { nextAttemptMs }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  get #maxAgeMs(): number {
    const { maximumRecordAgeMs } = this.trigger;
    return maximumRecordAgeMs > 0 ? Math.min(maximumRecordAgeMs, KEPT_MS) : KEPT_MS;
  }

  /** Goes on until a batch runs, must wait, or nothing is left. */
  #work(): void {
    while (!this.#isRunning && !this.#isRemoved && this.#retryAtMs === undefined) {
      if (this.#batches.length === 0) this.#gather();
      this.#dropTooOld();
      const [head] = this.#batches;
      if (head !== undefined) this.#run(head);
      else if (this.#reader.isAtEnd || this.#reader.gathered.length > 0) return;
    }
  }

  /** Reads on, and begins the batch that is ready, if one is. */
  #gather(): void {
    const drop = (change: TableChange) => this.#note(change, "discarded", "Filtered out: no filter matches it.");
    const records = this.#reader.gather(this.trigger, this.#context.nowMs(), drop);
    if (records !== undefined) this.#batches = [{ records, failures: 0, invokes: 0 }];
  }

  #run(of: BatchAtWork, isAgain = false): void {
    this.#isRunning = true;
    const batch = { ...of, deliveries: oneMore(of.deliveries) };
    this.#replaceHead(batch);
    this.#context.passed(this.#source, `function:${this.functionName}`);
    const event = JSON.stringify(this.shard.eventOf(batch.records));
    const eventIds = batch.records.map((record) => this.#refOf(record).eventId);
    const handed = { at: this.#source, eventIds, attempt: batch.deliveries };
    this.#context.invoke({ functionName: this.functionName, event, source: "table", handed }, (outcome) => {
      this.#isRunning = false;
      // What was removed meanwhile has its end already.
      if (this.#isRemoved) return;
      this.#ended(batch, outcome, isAgain);
      this.#work();
    });
  }

  #ended(batch: BatchAtWork, outcome: DeliveryOutcome, isAgain: boolean): void {
    if (outcome.status === "throttled") {
      this.#throttlesInARow += 1;
      this.#lastError = outcome.error?.errorMessage ?? "Throttled.";
      this.#retryAtMs = this.#context.nowMs() + backoffMs(this.#throttlesInARow);
      return;
    }
    this.#throttlesInARow = 0;
    this.#lastOutcome = outcome;
    const { processed, problem } = this.#resultOf(batch.records, outcome);
    this.#lastError = problem;
    if (problem === undefined && this.#isTwice && !isAgain) {
      this.#isTwice = false;
      this.#run(batch, true);
      return;
    }
    this.#noteAll(batch.records.slice(0, processed), "processed");
    const after = afterAttempt(batch, processed, this.trigger);
    if (after.givenUp) this.#giveUp(after.givenUp, after.givenUp.records, "RetryAttemptsExhausted");
    this.#replaceHead(...after.batches);
    if (after.pauseMs !== undefined) this.#retryAtMs = this.#context.nowMs() + after.pauseMs;
  }

  #replaceHead(...by: readonly BatchAtWork[]): void {
    this.#batches = [...by, ...this.#batches.slice(1)];
  }

  /** Gives up what of the batches at work is too old; they are in order, so it is at their beginning. */
  #dropTooOld(): void {
    const nowMs = this.#context.nowMs();
    for (let [head] = this.#batches; head !== undefined; [head] = this.#batches) {
      const young = head.records.findIndex(({ atMs }) => atMs + this.#maxAgeMs > nowMs);
      if (young === 0) return;
      const old = young === -1 ? head.records : head.records.slice(0, young);
      this.#giveUp(head, old, "RecordAgeExceeded");
      if (young === -1) this.#replaceHead();
      else this.#replaceHead({ ...head, records: head.records.slice(young) });
    }
  }

  #giveUp(batch: BatchAtWork, records: readonly TableChange[], condition: GiveUpCondition): void {
    const why =
      condition === "RetryAttemptsExhausted"
        ? `The function failed ${batch.failures} times with its batch: ${this.#lastError ?? "no error"}.`
        : `It is older than ${this.#maxAgeMs / 1_000} s.`;
    const [first] = records;
    if (first === undefined) return;
    // Of all the records it is about, the first: the others were delivered with it.
    const { fate, detail } = this.#context.because(this.#refOf(first), () =>
      endFailedBatch(this.#context, this.trigger.onFailure, why, {
        functionName: this.functionName,
        shard: this.shard,
        records,
        condition,
        invokeCount: batch.invokes,
        outcome: batch.invokes > 0 ? this.#lastOutcome : undefined,
      }),
    );
    this.#noteAll(records, fate, detail);
  }

  /** `processed`: how many from the beginning. */
  #resultOf(records: readonly TableChange[], outcome: DeliveryOutcome): { readonly processed: number; readonly problem?: string } {
    const ids = records.map(({ sequenceNumber }) => sequenceNumber);
    const response = readBatchOutcome(outcome, this.trigger.partialBatchResponses, ids);
    if ("problem" in response) return { processed: 0, problem: response.problem };
    const lowest = records.findIndex(({ sequenceNumber }) => response.failedIds.has(sequenceNumber));
    return lowest === -1
      ? { processed: records.length }
      : { processed: lowest, problem: `Record ${lowest + 1} of ${records.length} failed.` };
  }

  #note(record: TableChange, fate: EventFate, detail?: string): void {
    const why = detail === undefined ? {} : { detail };
    this.#context.note({ ...this.#refOf(record), fate, ...why, ...(fate === "accepted" ? keptCause(record.cause) : {}) });
  }

  /** A record is an event of its own for each mapping that reads it. */
  #refOf({ eventId }: TableChange): EventRef {
    return { at: this.#source, eventId: `${eventId}/${this.functionName}/${this.place}` };
  }

  #noteAll(records: readonly TableChange[], fate: EventFate, detail?: string): void {
    for (const record of records) this.#note(record, fate, detail);
  }

  #expired(records: readonly TableChange[]): void {
    this.#noteAll(records, "expired", "The stream kept it for 24 hours, and it was not read.");
  }

  #nextPollMs(): number {
    return (Math.floor(this.#context.nowMs() / POLL_MS) + 1) * POLL_MS;
  }

  #expiresMs({ records }: BatchAtWork): number {
    return (records[0]?.atMs ?? 0) + this.#maxAgeMs;
  }

  #restore(state: Readonly<Record<string, unknown>>): void {
    const { batches, retryAtMs, isTwice } = state;
    this.#reader.restore(state);
    this.#batches = [...savedBatches(batches)];
    if (typeof retryAtMs === "number") this.#retryAtMs = retryAtMs;
    this.#isTwice = isTwice === true;
    for (const records of [...this.#batches.map((batch) => batch.records), this.#reader.gathered, this.#reader.unread()])
      for (const record of records) this.#context.stillWaits(this.#refOf(record), record.atMs, record.cause);
  }
}
