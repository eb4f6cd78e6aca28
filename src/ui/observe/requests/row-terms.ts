/** What of a request can be made a term of the filter: "only this", "not this". */
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import type { WrittenTerm } from "../../../metrics/query/edit-query.ts";

export interface RowTerm {
  /** "function resize" */
  readonly words: string;
  readonly term: WrittenTerm;
}

type OfRow = Pick<HistoryRow, "functionName" | "version" | "containerId" | "status" | "coldStart" | "trigger" | "because" | "requestId">;

export function termsOfRow({
  functionName,
  version,
  containerId,
  status,
  coldStart,
  trigger,
  because,
  requestId,
}: OfRow): readonly RowTerm[] {
  const start = status === "throttled" ? "none" : coldStart ? "cold" : "warm";
  const term = (key: NonNullable<WrittenTerm["key"]>, value: string): RowTerm => ({ words: `${key} ${value}`, term: { key, value } });
  return [
    term("function", functionName),
    term("version", version),
    term("container", containerId ?? "none"),
    term("start", start),
    term("status", status),
    term("trigger", trigger),
    term("reason", because),
    ...(requestId === "" ? [] : [{ words: "this request", term: { key: "request", value: requestId } } as const]),
  ];
}
