/** Filter patterns of event source mappings: a record passes when one of them matches, or when there are none. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
import { isRecord } from "../../triggers/parsed.ts";
import { matchesPattern } from "../event-pattern.ts";

export function passesFilters(filters: readonly unknown[], record: unknown): boolean {
  return filters.length === 0 || filters.some((filter) => matchesPattern(filter, record));
}

/** A message's body is text; a pattern that looks inside it needs it as JSON, and does not match what is not JSON. */
export function messagePassesFilters(filters: readonly unknown[], record: { readonly body: string }): boolean {
  return (
    filters.length === 0 ||
    filters.some((filter) => {
      const looksInside = isRecord(filter) && isRecord(filter.body);
      if (!looksInside) return matchesPattern(filter, record);
      const body = jsonOf(record.body);
      return body !== undefined && matchesPattern(filter, { ...record, body });
    })
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
