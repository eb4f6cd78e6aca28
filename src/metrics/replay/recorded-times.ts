/**
 * How long things take in a replay: as recorded where the same happens to the same arrival, drawn where it did not. A
 * draw depends on the seed and on what it is for, never on what was drawn before: a changed setting changes nothing else.
 */
import { quantileAt } from "../../platform/quantiles.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { RecordedArrival, Recording } from "./recording.ts";
import type { ReplayPlan } from "./replay-plan.ts";

const DRAWS = { provisioning: 1, init: 2, duration: 3, provisioned: 4 } as const;
/** Spreads neighbours over all 32 bits: 2^32 over the golden ratio. */
const GOLDEN = 0x9e3779b1;

export class RecordedTimes {
  readonly #arrivals: readonly RecordedArrival[];
  readonly #plan: ReplayPlan;
  readonly #inits = new Map<string, number[]>();
  readonly #durations = new Map<string, number[]>();

  constructor({ arrivals }: Recording, plan: ReplayPlan) {
    this.#arrivals = arrivals;
    this.#plan = plan;
    for (const { functionName, initMs, durationMs, status } of arrivals) {
      if (initMs !== undefined) addTo(this.#inits, functionName, initMs);
      if (durationMs !== undefined && status === "ok") addTo(this.#durations, functionName, durationMs);
    }
  }

  /** Uniform in [0, 1). */
  draw(what: keyof typeof DRAWS, place: number): number {
    return seededRandom((this.#plan.seed + Math.imul(place * 4 + DRAWS[what], GOLDEN)) >>> 0)();
  }

  /** Of the cold start of an arrival. */
  initMs(place: number): number {
    const arrival = this.#arrivals[place];
    if (!this.#plan.isElsewhere && arrival?.initMs !== undefined) return arrival.initMs;
    return this.#drawnInitMs(arrival?.functionName ?? "", this.draw("init", place));
  }

  /** Of an init inside the request, after a crash or a timeout. */
  initInsideMs(place: number): number {
    return this.#arrivals[place]?.initInside ? 0 : this.initMs(place);
  }

  /** Of a container that no request waits for, the `count`th such. */
  provisionedInitMs(functionName: string, count: number): number {
    return this.#drawnInitMs(functionName, this.draw("provisioned", count));
  }

  /** Of the handler. What met no container in the recording takes as long as another one did. */
  durationMs(place: number): number {
    const { functionName = "", durationMs } = this.#arrivals[place] ?? {};
    const own = durationMs ?? pick(this.#durations.get(functionName), this.draw("duration", place)) ?? 0;
    return hundredths(own * (this.#plan.slower.get(functionName) ?? 1));
  }

  #drawnInitMs(functionName: string, random: number): number {
    const recorded = this.#plan.isElsewhere ? undefined : pick(this.#inits.get(functionName), random);
    return recorded ?? hundredths(quantileAt(this.#plan.profile.coldInitQuantilesMs.value, random));
  }
}

function addTo(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function pick(values: readonly number[] | undefined, random: number): number | undefined {
  return values?.[Math.floor(random * values.length)];
}

/** As fine as containers are clocked. */
function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}
