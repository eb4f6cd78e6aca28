/**
 * The numbers in the platform's own reasons, read back from its words: rows keep a reason as text. The words are written
 * in src/platform/reasons.ts, and a test reads back what is written there.
 */

const numbersIn = (text: string): readonly number[] => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);

/** "3 of 3 containers busy" */
export function busyIn(reason: string): number | undefined {
  return numbersIn(reason)[0];
}

/** What the limit was that a request met; of an account, also how much of it. */
export function limitIn(reason: string): { readonly limit: number; readonly account?: number } | undefined {
  const [limit, account] = numbersIn(reason);
  if (limit === undefined) return undefined;
  return account === undefined ? { limit } : { limit, account };
}

/** "512 MB used of 512 MB" */
export function memoryIn(reason: string): { readonly usedMb: number; readonly limitMb: number } | undefined {
  const [usedMb, limitMb] = numbersIn(reason);
  return usedMb === undefined || limitMb === undefined ? undefined : { usedMb, limitMb };
}
