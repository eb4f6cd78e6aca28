import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { ScheduledEvent } from "aws-lambda";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});

interface Sale {
  readonly product: string;
  readonly amountEur: number;
}

export const handler = async (event: ScheduledEvent) => {
  const totals = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: "sales" })) {
    for (const { product, amountEur } of Items as Sale[]) totals.set(product, (totals.get(product) ?? 0) + amountEur);
  }
  const lines = [...totals].sort(([a], [b]) => a.localeCompare(b)).map(([product, sum]) => `${product},${sum.toFixed(2)}`);
  const key = `${event.time.slice(0, 10)}.csv`;
  await s3.send(new PutObjectCommand({ Bucket: "reports", Key: key, Body: ["product,eur", ...lines].join("\n"), ContentType: "text/csv" }));
  console.log(`${key}: ${totals.size} products`);
};
