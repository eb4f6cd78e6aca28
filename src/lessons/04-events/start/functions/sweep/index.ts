import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { ScheduledEvent } from "aws-lambda";

const s3 = new S3Client({});
const Bucket = process.env.PHOTOS;
const KEPT_MS = 30 * 60_000;

// Nobody asks for this: a schedule does. What is older than half an hour goes; its thumbnail stays.
export const handler = async (event: ScheduledEvent) => {
  const before = Date.parse(event.time) - KEPT_MS;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const old = Contents.filter(({ LastModified }) => LastModified !== undefined && LastModified.getTime() < before);
  for (const { Key } of old) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  console.log(`${old.length} of ${Contents.length} pictures were old and are gone`);
};
