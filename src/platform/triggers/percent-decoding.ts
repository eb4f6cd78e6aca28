/** Percent-decoding that never fails: an escape that is not UTF-8 stays as it was sent. */

export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** In a query, "+" is a space (the form encoding browsers use). */
export function decodeQueryPart(text: string): string {
  return decodePercent(text.replaceAll("+", " "));
}
