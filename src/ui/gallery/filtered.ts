/** Which entries of a list hold what was typed: every word of it, in any case, anywhere in the entry's texts. */
export function filtered<T>(entries: readonly T[], typed: string, textsOf: (entry: T) => readonly string[]): readonly T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = textsOf(entry).join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
