/** Code as a room may read it: what is a secret of the project stands there as dots, as long as it is no common word. */
const LEAST_CHARS = 4;

export function withoutValues(text: string, values: readonly string[]): string {
  const longestFirst = [...values].filter(({ length }) => length >= LEAST_CHARS).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, value) => shown.replaceAll(value, () => "•".repeat(8)), text);
}
