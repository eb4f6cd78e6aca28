/**
 * What Lambda sends to the on-failure destination of a stream's mapping: about the batch, not the records themselves.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
import { functionArn, streamArn } from "../../aws-names.ts";
import type { DeliveryOutcome } from "../service-context.ts";
import type { TableChange } from "../tables/table-change.ts";
import type { StreamShard } from "./stream-shard.ts";

export type GiveUpCondition = "RetryAttemptsExhausted" | "RecordAgeExceeded";

export interface FailedBatch {
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
export function failedBatchRecord({
  functionName,
  shard,
  records,
  condition,
  invokeCount,
  requestId,
  outcome,
  nowMs,
}: FailedBatch): string {
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
