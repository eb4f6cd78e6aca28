/** What explanations are made from: the run, one scan of its rows, its containers' notes in order, and small questions to them. */
import { costUsd, gbSeconds } from "../../platform/billing.ts";
import type { InvocationView } from "../../platform/results.ts";
import { MONTH_MS } from "../bill/server-price.ts";
import { type HistoryRow, rowAt, rowOf, STEPS_PER_MS, segmentsBetween } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { countUpTo, type EndedNote, FleetIndex } from "./fleet-index.ts";
import type { RowScan, Stretch } from "./scan-rows.ts";

const MS_PER_MINUTE = 60_000;

export class RunFacts {
  readonly run: ObservedRun;
  readonly scan: RowScan;
  readonly stretch: Stretch;
  readonly fleet: FleetIndex;
  #details: Map<string, InvocationView> | undefined;

  constructor(run: ObservedRun, scan: RowScan, stretch: Stretch) {
    this.run = run;
    this.scan = scan;
    this.stretch = stretch;
    this.fleet = new FleetIndex(run.history.fleet.items);
  }

  row(seq: number): HistoryRow {
    const row = rowAt(this.run.history.rows, seq);
    if (!row) throw new RangeError(`Row ${seq} was let go.`);
    return row;
  }

  /** When the container's last request ended; undefined where it had none that is known. */
  lastEndMs(containerId: string): number | undefined {
    const place = this.run.history.rows.dictionaries.containers.find(containerId);
    const lastMs = place === undefined ? undefined : this.scan.lastEndMs[place];
    return lastMs === undefined || Number.isNaN(lastMs) ? undefined : lastMs;
  }

  /** Did a request of the filter run in it? */
  isChosen(containerId: string): boolean {
    const place = this.run.history.rows.dictionaries.containers.find(containerId);
    return place !== undefined && this.scan.isChosen[place] === 1;
  }

  isInStretch(atMs: number): boolean {
    return atMs >= this.stretch.fromMs && atMs <= this.stretch.toMs;
  }

  /** The function's last container that ended by then, and when the last request in any of those ended. */
  endsBefore(functionName: string, atMs: number): { readonly last: EndedNote | undefined; readonly lastRequestMs: number | undefined } {
    const { ended } = this.fleet.of(functionName);
    const count = countUpTo(ended, atMs);
    let lastRequestMs: number | undefined;
    // Those that ended long ago cannot have served later than those that outlived them; a few are enough.
    for (let at = count - 1; at >= Math.max(0, count - 64); at -= 1) {
      const lastMs = this.lastEndMs(ended[at]?.containerId ?? "");
      if (lastMs !== undefined && (lastRequestMs === undefined || lastMs > lastRequestMs)) lastRequestMs = lastMs;
    }
    return { last: ended[count - 1], lastRequestMs };
  }

  /** Of a container that ended at that moment: the request that was in it. */
  rowEnding(containerId: string, atMs: number): HistoryRow | undefined {
    const { rows } = this.run.history;
    const place = rows.dictionaries.containers.find(containerId);
    if (place === undefined) return undefined;
    for (const { chunk, from, to } of segmentsBetween(rows, atMs, atMs)) {
      for (let at = from; at < to; at += 1)
        if (chunk.container[at] === place + 1 && chunk.endedAtMs[at] === atMs) return rowOf(rows.dictionaries, chunk, at);
    }
    return undefined;
  }

  /** What it said of its error, while that is kept. */
  errorOf({ requestId, arrivedAtMs }: Pick<HistoryRow, "requestId" | "arrivedAtMs">): string | undefined {
    this.#details ??= new Map(this.run.details.map((view) => [`${view.requestId} ${view.arrivedAtMs}`, view]));
    const error = this.#details.get(`${requestId} ${arrivedAtMs}`)?.error;
    return error && `${error.errorType}: ${error.errorMessage}`;
  }

  /** The mean of those that ended well. */
  usualMs(functionName: string): number | undefined {
    const usual = this.scan.usual.get(functionName);
    return usual && usual.count > 0 ? usual.durationSteps / usual.count / STEPS_PER_MS : undefined;
  }

  longestOkMs(functionName: string): number | undefined {
    const usual = this.scan.usual.get(functionName);
    return usual && usual.count > 0 ? usual.longestSteps / STEPS_PER_MS : undefined;
  }

  /** A month of pings that take as long as the function's warm requests did. */
  pingUsd(functionName: string, memoryMb: number, everyMinutes: number): number {
    const usual = this.scan.usual.get(functionName);
    const billedMs = usual && usual.warm > 0 ? usual.warmBilledMs / usual.warm : 1;
    const pings = MONTH_MS / (everyMinutes * MS_PER_MINUTE);
    return costUsd({ requests: pings, billedMs: pings * billedMs, billedMbMs: pings * billedMs * memoryMb }, this.run.profile);
  }

  /** A month of containers held ready, without what runs in them; undefined where the provider has no such price. */
  heldUsd(memoryMb: number, containers: number): number | undefined {
    const held = this.run.profile.prices.provisioned?.value.heldUsdPerGbSecond;
    return held === undefined ? undefined : gbSeconds(memoryMb * MONTH_MS) * containers * held;
  }
}
