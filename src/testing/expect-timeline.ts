/** Plays a drawn timeline and compares it with what happened; a difference prints both. */
import { expect } from "vitest";
import type { PlatformDriver } from "./drive-platform.ts";
import { playTimeline, type TimelineOptions } from "./timeline.ts";

export function expectTimeline(drawing: string, options?: TimelineOptions): PlatformDriver {
  const { drawn, happened, driver } = playTimeline(drawing, options);
  expect(happened, `\ndrawn:\n${drawn}\n\nhappened:\n${happened}\n`).toBe(drawn);
  return driver;
}
