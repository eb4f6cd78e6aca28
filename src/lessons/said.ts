/** How checks put what they saw into words: counts, times, money, and lists of names, the same in every lesson. */

/** "1 request", "20 requests", "2 batches". */
export function some(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}

/** 215 ms, 1.74 s, 12.4 s, 2 min 5 s. */
export function time(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** Countdown 4:19. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Below a hundredth of a cent in millionths of a dollar: nobody reads $0.00000412. */
export function usd(amount: number): string {
  if (amount === 0) return "$0";
  if (amount < 0.000_1) return `${Number((amount * 1_000_000).toPrecision(3))} millionths of a dollar`;
  return `$${Number(amount.toPrecision(3))}`;
}
