/**
 * How records that a stream's mapping gives up end: the on-failure destination, where there is one, is told about the
 * batch, not given the records themselves.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
import { functionArn, streamArn } from "../../aws-names.ts";
import type { Destination } from "../../triggers/trigger.ts";
import { ServiceError } from "../service-call.ts";
import type { DeliveryOutcome, EventNote, ServiceContext } from "../service-context.ts";
import type { TableChange } from "../tables/table-change.ts";
import type { StreamShard } from "./stream-shard.ts";

export type GiveUpCondition = "RetryAttemptsExhausted" | "RecordAgeExceeded";

interface FailedBatch {
  readonly functionName: string;
  readonly shard: StreamShard;
  readonly records: readonly TableChange[];
  readonly condition: GiveUpCondition;
  readonly invokeCount: number;
  readonly requestId: string;
  /** Absent when it never ran. */
  readonly outcome?: Pick<DeliveryOutcome, "version">;
  readonly nowMs: number;
}

/** Whole seconds, as in Lambda's example. */
const arrival = (record: TableChange | undefined) => `${new Date(record?.atMs ?? 0).toISOString().slice(0, 19)}Z`;

/** JSON text. */
function failedBatchRecord({ functionName, shard, records, condition, invokeCount, requestId, outcome, nowMs }: FailedBatch): string {
  const [first, last] = [records[0], records.at(-1)];
  return JSON.stringify({
    requestContext: { requestId, functionArn: functionArn(functionName), condition, approximateInvokeCount: invokeCount },
    ...(outcome === undefined
      ? {}
      : { responseContext: { statusCode: 200, executedVersion: outcome.version, functionError: "Unhandled" } }),
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: streamArn(shard.table, shard.label),
    },
  });
}

/** Tells the destination, if there is one. Gives what became of the records, and `why` with it. */
export function endFailedBatch(
  context: ServiceContext,
  to: Destination | undefined,
  why: string,
  { outcome, ...failed }: Omit<FailedBatch, "nowMs" | "requestId" | "outcome"> & { readonly outcome: DeliveryOutcome | undefined },
): Required<Pick<EventNote, "fate" | "detail">> {
  if (to === undefined) return { fate: "discarded", detail: `${why} There is no on-failure destination.` };
  const body = failedBatchRecord({
    ...failed,
    requestId: outcome?.requestId ?? context.ids.uuid(),
    ...(outcome === undefined ? {} : { outcome }),
    nowMs: context.nowMs(),
  });
  try {
    context.send(to, body, { from: `function:${failed.functionName}` });
    return { fate: "dead-lettered", detail: `${why} Told the ${to.type} ${to.name}.` };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { fate: "discarded", detail: `${why} The ${to.type} ${to.name} could not be told: ${error.message}` };
  }
}
