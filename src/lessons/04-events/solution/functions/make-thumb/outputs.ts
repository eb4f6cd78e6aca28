import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

// Once for each container: clients are made to be used again.
const s3 = new S3Client({});
const sqs = new SQSClient({});
const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const { THUMBS, NOTICES, PICTURES } = process.env;

/** The thumbnail, in a bucket of its own. */
export const store = (key: string, svg: string) =>
  s3.send(new PutObjectCommand({ Bucket: THUMBS, Key: `${key}.svg`, Body: svg, ContentType: "image/svg+xml" }));

/** A message to whoever wants to know. */
export const announce = (key: string) => sqs.send(new SendMessageCommand({ QueueUrl: NOTICES, MessageBody: JSON.stringify({ key }) }));

/** A row about the picture. */
export const record = (key: string, sizeBytes: number) => tables.send(new PutCommand({ TableName: PICTURES, Item: { key, sizeBytes } }));
