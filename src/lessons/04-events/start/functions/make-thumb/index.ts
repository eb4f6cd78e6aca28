import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";
import { announce, record, store } from "./outputs";
import { thumbnailOf } from "./thumbnail";

const s3 = new S3Client({});

export const handler = async (event: S3Event) => {
  for (const {
    s3: { bucket, object },
  } of event.Records) {
    // Keys arrive URL-encoded, a space as "+".
    const key = decodeURIComponent(object.key.replaceAll("+", " "));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    const picture = (await Body?.transformToString()) ?? "";
    const svg = thumbnailOf(picture);
    console.log(`${key}: ${picture.length} bytes in, ${svg.length} bytes out`);

    // Your lines go here: store, then announce, then record.
  }
};
