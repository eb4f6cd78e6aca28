/** Numbers and durations in the words of the service panes. */
import { counted } from "../shared/counted.ts";

const UNITS = [
  { ms: 86_400_000, name: "day" },
  { ms: 3_600_000, name: "hour" },
  { ms: 60_000, name: "minute" },
  { ms: 1_000, name: "second" },
] as const;

/** "30 seconds", "1 minute", "4 days"; the largest unit that leaves nothing over. */
export function durationWords(ms: number): string {
  const unit = UNITS.find((each) => ms >= each.ms && ms % each.ms === 0);
  return unit ? counted(ms / unit.ms, unit.name) : `${ms.toLocaleString("en-US")} ms`;
}

/** Date and time on the platform's clock: "2026-11-25 11:04:52". */
export function formatMoment(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** JSON laid out where it is JSON, else the text as it is. */
export function pretty(text: string): { readonly text: string; readonly isJson: boolean } {
  if (!/^\s*[[{]/.test(text)) return { text, isJson: false };
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), isJson: true };
  } catch {
    return { text, isJson: false };
  }
}
