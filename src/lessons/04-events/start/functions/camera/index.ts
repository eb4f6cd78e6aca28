import { randomInt } from "node:crypto";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { takePicture } from "./picture";

const s3 = new S3Client({});
const Bucket = process.env.PHOTOS;
const ContentType = "image/x-portable-pixmap";

// Takes a picture of the sun. With ?torn=yes half of it is lost.
export const handler = async (event: APIGatewayProxyEventV2) => {
  const whole = takePicture(randomInt(4, 28));
  const isTorn = event.queryStringParameters?.torn !== undefined;
  const Body = isTorn ? whole.slice(0, whole.length / 2) : whole;
  const Key = `sun-${Date.now()}-${randomInt(1_000)}.ppm`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
  return { stored: Key };
};
