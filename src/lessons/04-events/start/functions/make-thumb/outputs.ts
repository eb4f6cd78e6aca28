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
export function store(key: string, svg: string) {
  const thumb = { Bucket: THUMBS, Key: `${key}.svg`, Body: svg };
  return s3.send(new PutObjectCommand({ ...thumb, ContentType: "image/svg+xml" }));
}

/** A message to whoever wants to know. */
export function announce(key: string) {
  const MessageBody = JSON.stringify({ key });
  return sqs.send(new SendMessageCommand({ QueueUrl: NOTICES, MessageBody }));
}

/** A row about the picture. */
export function record(key: string, sizeBytes: number) {
  const Item = { key, sizeBytes };
  return tables.send(new PutCommand({ TableName: PICTURES, Item }));
}
