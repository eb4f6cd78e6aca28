/** How long a poller waits before it tries again: it doubles with every failure in a row. Modelled: AWS documents that pollers back off, not how. */
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** `failures`: in a row, the last one included; 1 or more. */
export function backoffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
}
