/** Whole numbers, alone and with what they count. */

/** 1,200 */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** "1 object", "14 objects". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
