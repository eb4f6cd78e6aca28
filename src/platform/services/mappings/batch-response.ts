/**
 * What a function's answer says about its batch when partial batch responses are on. Answers that say nothing (empty,
 * null, no list, an empty list) mean success; answers that cannot be read, or name what is not in the batch, mean that all failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
import { isRecord } from "../../triggers/parsed.ts";
import type { DeliveryOutcome } from "../service-context.ts";

/** Thrown away by the reader: JSON.parse gives no value for what is not JSON. */
const NOT_JSON = Symbol("not JSON");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

/** The ids that failed, none when all went well; or why everything counts as failed. */
export type BatchResponse = { readonly failedIds: ReadonlySet<string> } | { readonly problem: string };

const SUCCESS: BatchResponse = { failedIds: new Set() };

/** How a run ended for its batch. `isPartial`: the function says itself what failed; otherwise its success is that of all. */
export function readBatchOutcome({ status, error, payload }: DeliveryOutcome, isPartial: boolean, ids: Iterable<string>): BatchResponse {
  if (status !== "ok") return { problem: error?.errorMessage ?? `The function ended with ${status}.` };
  return isPartial ? readBatchResponse(payload, ids) : SUCCESS;
}

/** `payload`: JSON text; `ids`: message ids, or sequence numbers of a stream. */
export function readBatchResponse(payload: string | undefined, ids: Iterable<string>): BatchResponse {
  const answer = payload === undefined || payload === "" ? null : parsed(payload);
  if (answer === null || answer === "") return SUCCESS;
  if (!isRecord(answer)) return { problem: "The function's answer is not an object with batchItemFailures." };
  const list = answer.batchItemFailures;
  if (list === undefined || list === null) return SUCCESS;
  if (!Array.isArray(list)) return { problem: "batchItemFailures is not a list." };
  const known = new Set(ids);
  const failedIds = new Set<string>();
  for (const entry of list) {
    const id: unknown = isRecord(entry) ? entry.itemIdentifier : undefined;
    if (typeof id !== "string" || id === "") return { problem: "An entry of batchItemFailures has no itemIdentifier." };
    if (!known.has(id)) return { problem: `batchItemFailures names ${id.slice(0, 80)}, which is not in the batch.` };
    failedIds.add(id);
  }
  return { failedIds };
}
