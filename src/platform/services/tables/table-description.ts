/** DescribeTable and ListTables. */
import { nameIn, streamArn, tableArn } from "../../aws-names.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { StreamView } from "../services-config.ts";
import { type Fields, required, textField, wholeField } from "./request-fields.ts";
import type { Table } from "./table.ts";
import type { TableDirectory } from "./table-directory.ts";

export const STREAM_VIEW_TYPES: Readonly<Record<StreamView, string>> = {
  "keys-only": "KEYS_ONLY",
  "new-image": "NEW_IMAGE",
  "old-image": "OLD_IMAGE",
  "new-and-old-images": "NEW_AND_OLD_IMAGES",
};

const MAX_NAMES = 100;

/** Undefined for a table without a stream. */
export function streamArnOf(table: Table): string | undefined {
  const label = streamLabel(table);
  return label === undefined ? undefined : streamArn(table.name, label);
}

/** "2026-11-25T00:00:00.000". */
function streamLabel({ streamSinceMs }: Table): string | undefined {
  return streamSinceMs === undefined ? undefined : new Date(streamSinceMs).toISOString().slice(0, -1);
}

export function describeTable(input: Fields, tables: TableDirectory): JsonObject {
  const name = nameIn(required(textField(input, "TableName"), "TableName"));
  const table = tables.find(name);
  if (table === undefined) throw new ServiceError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
  const [label, arn] = [streamLabel(table), streamArnOf(table)];
  const { stream } = table.config;
  return {
    Table: {
      AttributeDefinitions: table.keys.all().map(({ name: AttributeName, type: AttributeType }) => ({ AttributeName, AttributeType })),
      TableName: name,
      KeySchema: table.keys.all().map(({ name: AttributeName }, place) => ({ AttributeName, KeyType: place === 0 ? "HASH" : "RANGE" })),
      TableStatus: "ACTIVE",
      CreationDateTime: table.createdAtMs / 1000,
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      TableSizeBytes: table.items.sizeBytes,
      ItemCount: table.items.count,
      TableArn: tableArn(name),
      TableId: table.tableId,
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      ...(stream === undefined || label === undefined || arn === undefined
        ? {}
        : {
            StreamSpecification: { StreamEnabled: true, StreamViewType: STREAM_VIEW_TYPES[stream] },
            LatestStreamLabel: label,
            LatestStreamArn: arn,
          }),
      DeletionProtectionEnabled: false,
    },
  };
}

export function listTables(input: Fields, tables: TableDirectory): JsonObject {
  const limit = wholeField(input, "Limit", 1, MAX_NAMES) ?? MAX_NAMES;
  const after = textField(input, "ExclusiveStartTableName");
  const names = tables
    .all()
    .map(({ name }) => name)
    .sort();
  const left = after === undefined ? names : names.filter((name) => name > after);
  const listed = left.slice(0, limit);
  const last = listed.at(-1);
  return { TableNames: listed, ...(left.length > listed.length && last !== undefined ? { LastEvaluatedTableName: last } : {}) };
}
