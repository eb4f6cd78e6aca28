/**
 * Which of the ended invocations the page keeps: the newest 5,000, and of these the texts (log, event, payload) as far
 * back as there is room. A record whose texts are gone says so in its log.
 */
import { pushToRing, type Ring } from "../metrics/bounded-ring.ts";
import type { InvocationView, LogLine } from "../platform/results.ts";

export const KEPT_INVOCATIONS = 5_000;
/** 32 to 64 MB: browsers keep a character in one byte or two. */
export const KEPT_TEXT_CHARS = 32_000_000;

const GONE = "The log, event and payload of this request were let go: newer ones fill the room there is.";

export function keepNewest(kept: Ring<InvocationView>, ended: readonly InvocationView[]): Ring<InvocationView> {
  const { items, dropped } = pushToRing(kept, ended, KEPT_INVOCATIONS);
  return { items: withinRoom(items), dropped };
}

function withinRoom(items: readonly InvocationView[]): readonly InvocationView[] {
  let chars = 0;
  const fits = items.toReversed().map((view) => {
    chars += textChars(view);
    return chars <= KEPT_TEXT_CHARS;
  });
  if (chars <= KEPT_TEXT_CHARS) return items;
  return items.map((view, place) => (fits[items.length - 1 - place] ? view : withoutTexts(view)));
}

/** Counted once for each: the list is gone through with every batch. */
const counted = new WeakMap<InvocationView, number>();

function textChars(view: InvocationView): number {
  let chars = counted.get(view);
  if (chars === undefined) {
    chars = view.logs.reduce((sum, { text }) => sum + text.length, view.event.length + (view.payload?.length ?? 0));
    counted.set(view, chars);
  }
  return chars;
}

function withoutTexts(view: InvocationView): InvocationView {
  if (view.logs[0]?.text === GONE) return view;
  const { payload: _, ...rest } = view;
  const gone: LogLine = { atMs: view.endedAtMs, text: GONE, from: "platform" };
  return { ...rest, logs: [gone], event: "" };
}
