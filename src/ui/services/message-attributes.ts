/** The attributes of a message as rows of a form, and as SQS and SNS take them. */
import type { JsonObject } from "../../platform/services/service-call.ts";

export type AttributeType = "String" | "Number" | "Binary" | "String.Array";

export interface AttributeRow {
  readonly id: number;
  readonly name: string;
  readonly type: AttributeType;
  /** Of Binary: base64 text. */
  readonly value: string;
}

/** Rows without a name count for nothing. Undefined when none is left. */
export function messageAttributes(rows: readonly AttributeRow[]): JsonObject | undefined {
  const named = rows.filter(({ name }) => name.trim() !== "");
  if (named.length === 0) return undefined;
  return Object.fromEntries(
    named.map(({ name, type, value }) => [
      name.trim(),
      type === "Binary" ? { DataType: type, BinaryValue: value } : { DataType: type, StringValue: value },
    ]),
  );
}
