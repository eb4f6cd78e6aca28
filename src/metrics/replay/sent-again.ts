/** What a live replay sends of a recording: what came from outside, with its event, to functions that are still there; and what it leaves out. */
import type { InvocationTrigger } from "../../platform/results.ts";
import type { Recording } from "./recording.ts";

export interface SentArrival {
  readonly offsetMs: number;
  readonly functionName: string;
  readonly trigger: InvocationTrigger;
  /** JSON text. */
  readonly event: string;
}

export interface SentAgain {
  readonly arrivals: readonly SentArrival[];
  /** They come about by themselves. */
  readonly caused: number;
  /** Their event is no longer known whole. */
  readonly withoutEvent: number;
  /** The functions that they are for are gone. */
  readonly withoutFunction: number;
}

export function sentAgain({ arrivals, events }: Recording, functionNames: readonly string[]): SentAgain {
  const there = new Set(functionNames);
  const whole = events.map(isJson);
  const sent: SentArrival[] = [];
  let [caused, withoutEvent, withoutFunction] = [0, 0, 0];
  for (const { offsetMs, functionName, trigger, eventRef, caused: byItself } of arrivals) {
    const event = eventRef === undefined ? undefined : events[eventRef];
    if (byItself) caused += 1;
    else if (!there.has(functionName)) withoutFunction += 1;
    else if (eventRef === undefined || event === undefined || !whole[eventRef]) withoutEvent += 1;
    else sent.push({ offsetMs, functionName, trigger, event });
  }
  return { arrivals: sent, caused, withoutEvent, withoutFunction };
}

/** What the views keep of a long event is its beginning. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How many ran at once at most, by when they arrived and how long they took. */
export function mostAtOnce({ arrivals }: Recording): number {
  const ends = arrivals.map(({ offsetMs, durationMs = 0, initMs = 0 }) => offsetMs + durationMs + initMs).sort((a, b) => a - b);
  let most = 0;
  let over = 0;
  arrivals.forEach(({ offsetMs }, place) => {
    while (over < ends.length && (ends[over] ?? 0) <= offsetMs) over += 1;
    most = Math.max(most, place + 1 - over);
  });
  return Math.max(1, most);
}
