import { randomInt } from "node:crypto";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { takePicture } from "./picture";

const s3 = new S3Client({});

// Takes a picture of the sun, somewhere in the sky. With ?torn=yes half of it is lost.
export const handler = async ({ queryStringParameters }: APIGatewayProxyEventV2) => {
  const picture = takePicture(randomInt(4, 28));
  const Body = queryStringParameters?.torn ? picture.slice(0, picture.length / 2) : picture;
  const Key = `sun-${Date.now()}-${randomInt(1_000)}.ppm`;
  await s3.send(new PutObjectCommand({ Bucket: process.env.PHOTOS, Key, Body, ContentType: "image/x-portable-pixmap" }));
  return { statusCode: 201, headers: { "content-type": "application/json" }, body: JSON.stringify({ stored: Key }) };
};
