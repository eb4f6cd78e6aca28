/** How fast the platform's clock may go while nothing runs, slowest first. */
export const CLOCK_RATES = [
  { value: "1", label: "1×", title: "Real time" },
  { value: "60", label: "60×", title: "While idle, a minute takes a second" },
  { value: "3600", label: "3600×", title: "While idle, an hour takes a second" },
  { value: "skip-idle", label: "Skip idle", title: "While idle, jump to what is due next" },
] as const;

export function rateNamed(value: string): number | "skip-idle" {
  return value === "skip-idle" ? value : Number(value);
}

/** One step slower (-1) or faster (1); at the ends it stays. */
export function rateBeside(rate: number | "skip-idle", step: -1 | 1): number | "skip-idle" {
  const index = CLOCK_RATES.findIndex(({ value }) => value === String(rate));
  const next = CLOCK_RATES[Math.min(CLOCK_RATES.length - 1, Math.max(0, index + step))];
  return next ? rateNamed(next.value) : rate;
}
