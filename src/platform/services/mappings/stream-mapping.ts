/**
 * One event source mapping of a table's stream: how far it has read, the batch it is at, and what becomes of a batch that
 * fails. One batch at a time, in order; what fails blocks what follows until it succeeds or is given up.
 */
import { utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { tableEvent } from "../../triggers/table-event.ts";
import type { TableTrigger } from "../../triggers/trigger.ts";
import { ServiceError } from "../service-call.ts";
import type { DeliveryOutcome, EventFate, NodeId, ServiceContext } from "../service-context.ts";
import type { MappingView } from "../services-view.ts";
import type { TableChange } from "../tables/table-change.ts";
import { backoffMs } from "./backoff.ts";
import { afterAttempt, type BatchAtWork, savedBatches } from "./batch-at-work.ts";
import { readBatchResponse } from "./batch-response.ts";
import { failedBatchRecord, type GiveUpCondition } from "./failed-batch.ts";
import { passesFilters } from "./mapping-filters.ts";
import { isTableChange, KEPT_MS, type StreamShard } from "./stream-shard.ts";

/** Lambda polls a shard four times a second: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const POLL_MS = 250;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const EVENT_LIMIT_BYTES = 6 * 1_024 * 1_024;

export class StreamMapping {
  readonly functionName: string;
  readonly place: number;
  readonly shard: StreamShard;
  trigger: TableTrigger;
  readonly #context: ServiceContext;
  readonly #source: NodeId;
  /** The place of the first record not read. */
  #next: number;
  #gathered: TableChange[] = [];
  #gatheredBytes = 0;
  #windowEndsMs: number | undefined;
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
      this.#next = Number(state.next);
      this.#restore(state);
    } else {
      this.#next = of.trigger.startingPosition === "TRIM_HORIZON" ? shard.first : shard.end;
      for (let place = this.#next; place < shard.end; place += 1) this.#noteAt(place, "accepted");
    }
  }

  /** A batch in flight is in it: the next page delivers it again. */
  state(): unknown {
    return {
      table: this.shard.table,
      next: this.#next,
      gathered: this.#gathered,
      batches: this.#batches,
      isTwice: this.#isTwice,
      ...(this.#windowEndsMs === undefined ? {} : { windowEndsMs: this.#windowEndsMs }),
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
    for (; this.#next < place; this.#next += 1)
      this.#noteAt(this.#next, "expired", "The stream kept it for 24 hours, and it was not read.");
  }

  remove(why: string): void {
    this.#isRemoved = true;
    for (const { records } of this.#batches) for (const record of records) this.#note(record, "removed", why);
    for (const record of this.#gathered) this.#note(record, "removed", why);
    for (let place = this.#next; place < this.shard.end; place += 1) this.#noteAt(place, "removed", why);
  }

  nextDueMs(): number | undefined {
    if (this.#isRunning) return this.#unreadExpiresMs();
    const [head] = this.#batches;
    const due = [
      head === undefined
        ? this.#readAtMs
        : this.#retryAtMs === undefined
          ? this.#readAtMs
          : Math.min(this.#retryAtMs, this.#expiresMs(head)),
      this.#windowEndsMs,
      this.#unreadExpiresMs(),
    ].filter((moment) => moment !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    this.expireBefore(this.#firstKept(nowMs));
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
    if (this.#readAtMs !== undefined && this.#readAtMs > nowMs && (this.#windowEndsMs === undefined || this.#windowEndsMs > nowMs)) return;
    this.#readAtMs = undefined;
    this.#work();
  }

  view(): MappingView {
    const [head] = this.#batches;
    const inWork = this.#batches.reduce((sum, { records }) => sum + records.length, 0);
    const nextAttemptMs = this.#isRunning ? undefined : (this.#retryAtMs ?? this.#windowEndsMs);
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
          : this.#gathered.length > 0
            ? "gathering"
            : "waiting",
      inFlightBatches: this.#isRunning ? 1 : 0,
      waitingRecords: inWork + this.#gathered.length + (this.shard.end - this.#next),
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
      else if (this.#next >= this.shard.end || this.#gathered.length > 0) return;
    }
  }

  /** Reads on; makes a batch when it is full, or its window is over. */
  #gather(): void {
    const { batchSize, batchingWindowMs, filters } = this.trigger;
    let isFull = this.#gathered.length >= batchSize;
    while (!isFull && this.#next < this.shard.end) {
      const change = this.shard.at(this.#next);
      if (change !== undefined) {
        const [record] = this.#eventOf([change]).Records;
        if (!passesFilters(filters, record)) this.#note(change, "discarded", "Filtered out: no filter matches it.");
        else {
          const sizeBytes = utf8Length(JSON.stringify(record));
          if (this.#gathered.length > 0 && this.#gatheredBytes + sizeBytes > EVENT_LIMIT_BYTES) break;
          this.#gathered.push(change);
          this.#gatheredBytes += sizeBytes;
          this.#windowEndsMs ??= this.#context.nowMs() + batchingWindowMs;
        }
      }
      this.#next += 1;
      isFull = this.#gathered.length >= batchSize;
    }
    const isOver = this.#windowEndsMs !== undefined && this.#windowEndsMs <= this.#context.nowMs();
    // What did not fit into this one is the next one's.
    const isCut = this.#gathered.length > 0 && this.#next < this.shard.end;
    if (!isFull && !isOver && !isCut) return;
    this.#batches = [{ records: this.#gathered, failures: 0, invokes: 0 }];
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#windowEndsMs = undefined;
  }

  #run(batch: BatchAtWork, isAgain = false): void {
    this.#isRunning = true;
    this.#context.passed(this.#source, `function:${this.functionName}`);
    const event = JSON.stringify(this.#eventOf(batch.records));
    this.#context.invoke({ functionName: this.functionName, event, source: "table" }, (outcome) => {
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
    for (const record of batch.records.slice(0, processed)) this.#note(record, "processed");
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
    const { onFailure } = this.trigger;
    const why =
      condition === "RetryAttemptsExhausted"
        ? `The function failed ${batch.failures} times with its batch: ${this.#lastError ?? "no error"}.`
        : `It is older than ${this.#maxAgeMs / 1_000} s.`;
    let fate: EventFate = "discarded";
    let detail = `${why} There is no on-failure destination.`;
    if (onFailure !== undefined) {
      const outcome = batch.invokes > 0 ? this.#lastOutcome : undefined;
      const body = failedBatchRecord({
        functionName: this.functionName,
        shard: this.shard,
        records,
        condition,
        invokeCount: batch.invokes,
        requestId: outcome?.requestId ?? this.#context.ids.uuid(),
        ...(outcome === undefined ? {} : { outcome }),
        nowMs: this.#context.nowMs(),
      });
      try {
        this.#context.send(onFailure, body, { from: `function:${this.functionName}` });
        fate = "dead-lettered";
        detail = `${why} Told the ${onFailure.type} ${onFailure.name}.`;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        detail = `${why} The ${onFailure.type} ${onFailure.name} could not be told: ${error.message}`;
      }
    }
    for (const record of records) this.#note(record, fate, detail);
  }

  /** `processed`: how many from the beginning. */
  #resultOf(records: readonly TableChange[], outcome: DeliveryOutcome): { readonly processed: number; readonly problem?: string } {
    if (outcome.status !== "ok")
      return { processed: 0, problem: outcome.error?.errorMessage ?? `The function ended with ${outcome.status}.` };
    if (!this.trigger.partialBatchResponses) return { processed: records.length };
    const response = readBatchResponse(
      outcome.payload,
      records.map(({ sequenceNumber }) => sequenceNumber),
    );
    if ("problem" in response) return { processed: 0, problem: response.problem };
    const lowest = records.findIndex(({ sequenceNumber }) => response.failedIds.has(sequenceNumber));
    return lowest === -1
      ? { processed: records.length }
      : { processed: lowest, problem: `Record ${lowest + 1} of ${records.length} failed.` };
  }

  #eventOf(records: readonly TableChange[]) {
    return tableEvent(records, this.shard.table, this.shard.view, this.shard.label);
  }

  #note(record: TableChange, fate: EventFate, detail?: string): void {
    const eventId = `${record.eventId}/${this.functionName}/${this.place}`;
    this.#context.note({ eventId, at: this.#source, fate, ...(detail === undefined ? {} : { detail }) });
  }

  #noteAt(place: number, fate: EventFate, detail?: string): void {
    const record = this.shard.at(place);
    if (record) this.#note(record, fate, detail);
  }

  #nextPollMs(): number {
    return (Math.floor(this.#context.nowMs() / POLL_MS) + 1) * POLL_MS;
  }

  #expiresMs({ records }: BatchAtWork): number {
    return (records[0]?.atMs ?? 0) + this.#maxAgeMs;
  }

  #unreadExpiresMs(): number | undefined {
    const record = this.shard.at(this.#next);
    return record && record.atMs + KEPT_MS;
  }

  #firstKept(nowMs: number): number {
    let place = this.#next;
    for (let record = this.shard.at(place); record !== undefined && record.atMs + KEPT_MS <= nowMs; record = this.shard.at(place))
      place += 1;
    return place;
  }

  #restore(state: Readonly<Record<string, unknown>>): void {
    const { gathered, batches, windowEndsMs, retryAtMs, isTwice } = state;
    if (Array.isArray(gathered)) this.#gathered = gathered.filter(isTableChange);
    this.#gatheredBytes = utf8Length(JSON.stringify(this.#eventOf(this.#gathered)));
    this.#batches = [...savedBatches(batches)];
    if (typeof windowEndsMs === "number") this.#windowEndsMs = windowEndsMs;
    if (typeof retryAtMs === "number") this.#retryAtMs = retryAtMs;
    this.#isTwice = isTwice === true;
  }
}
