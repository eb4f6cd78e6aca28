import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { S3Event } from "aws-lambda";
import { thumbnailOf } from "./thumbnail";

const s3 = new S3Client({});
const sqs = new SQSClient({});

export const handler = async (event: S3Event) => {
  for (const {
    s3: { bucket, object },
  } of event.Records) {
    // Keys arrive URL-encoded, a space as "+".
    const key = decodeURIComponent(object.key.replaceAll("+", " "));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();

    // Not below raw/: there, each thumbnail would start this function again, without end.
    const thumbKey = `${key.replace(/^raw\//, "thumbs/")}.svg`;
    await s3.send(
      new PutObjectCommand({ Bucket: bucket.name, Key: thumbKey, Body: thumbnailOf(key, bytes), ContentType: "image/svg+xml" }),
    );
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify({ key, thumbKey }) }));
    console.log(`${key} (${bytes.length} bytes) -> ${thumbKey}`);
  }
};
