/** A queue's messages by where they stand, and each one's time in words. */
import type { MessageView, QueueView } from "../../platform/services/services-view.ts";
import { formatCountdown } from "../shared/format.ts";

export interface Lanes {
  readonly waiting: readonly MessageView[];
  readonly inFlight: readonly MessageView[];
}

/** Delayed ones wait too, behind those that can be had now. */
export function lanesOf({ messages }: Pick<QueueView, "messages">): Lanes {
  const inState = (state: MessageView["state"]) => messages.filter((each) => each.state === state);
  return { waiting: [...inState("waiting"), ...inState("delayed")], inFlight: inState("in-flight") };
}

/** "back in 0:24", "in 0:05", "for 0:40" */
export function timeWords({ state, untilMs, sentAtMs }: MessageView, nowMs: number): string {
  if (state === "in-flight") return untilMs === undefined ? "in flight" : `back in ${formatCountdown(untilMs - nowMs)}`;
  if (state === "delayed" && untilMs !== undefined) return `in ${formatCountdown(untilMs - nowMs)}`;
  return `for ${formatCountdown(nowMs - sentAtMs)}`;
}

/** "2 of 3 receives", "received once"; empty for one that never was. */
export function receiveWords(receiveCount: number, maxReceiveCount: number | undefined): string {
  if (receiveCount === 0) return "";
  if (maxReceiveCount !== undefined) return `receive ${receiveCount} of ${maxReceiveCount}`;
  return receiveCount === 1 ? "received once" : `received ${receiveCount} times`;
}

/** How much of the time it is hidden is left, 0 to 1. */
export function hiddenShare({ untilMs }: Pick<MessageView, "untilMs">, nowMs: number, visibilityTimeoutMs: number): number {
  if (untilMs === undefined || visibilityTimeoutMs === 0) return 0;
  return Math.min(1, Math.max(0, (untilMs - nowMs) / visibilityTimeoutMs));
}

/** {n} in a text is the number of its copy, so that a hundred messages can differ. */
export function numbered(text: string, number: number): string {
  return text.replaceAll("{n}", String(number));
}
