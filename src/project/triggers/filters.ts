/** Event patterns of a trigger, checked by what will match with them. */
import { checkPattern } from "../../platform/services/event-pattern.ts";
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import type { FieldReader } from "../field-reader.ts";
import type { Json } from "../plain-data.ts";

/** Five by default, ten on request: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const MAX_FILTERS = 10;
const EXAMPLE = 'Write { status: ["paid"] }: a field, then the values it may have.';

function parseFilter(value: Json, where: string): Parsed<Json> {
  const problem = checkPattern(value);
  if (problem === undefined) return { ok: true, value };
  return refuse("filter", `${where}: ${problem}`, EXAMPLE);
}

export function readFilter(fields: FieldReader, field: string): unknown {
  const value = fields.raw(field);
  return value === undefined ? undefined : fields.take<unknown>(parseFilter(value, field), undefined);
}

export function readFilters(fields: FieldReader, field: string): readonly unknown[] {
  const filters = fields.list(field, (item, where) => {
    const parsed = parseFilter(item, where);
    return parsed.ok ? parsed : refuse(parsed.code, `${fields.about.owner}: ${parsed.message}`, parsed.remedy);
  });
  if (filters.length > MAX_FILTERS) {
    fields.refuse(
      field,
      `${field} has ${filters.length} patterns.`,
      `Keep to ${MAX_FILTERS}: a pattern's list of values means "any of them".`,
    );
  }
  return filters;
}

/** Of a topic's filter policy: https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html */
export function readFilterScope(fields: FieldReader): "MessageAttributes" | "MessageBody" | undefined {
  return fields.raw("filterScope") === undefined ? undefined : fields.oneOf("filterScope", ["MessageAttributes", "MessageBody"]);
}
