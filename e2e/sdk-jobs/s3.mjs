import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";

const s3 = new S3Client({});
const Bucket = "photos";

export const handler = async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const put = await s3.send(new PutObjectCommand({ Bucket, Key: "raw/all bytes.bin", Body: bytes, Metadata: { owner: "ada" } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "notes/é.txt", Body: "naïve", ContentType: "text/plain; charset=utf-8" }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "raw/all bytes.bin" }));
  const back = await got.Body.transformToByteArray();
  const text = await s3.send(new GetObjectCommand({ Bucket, Key: "notes/é.txt" }));
  const part = await s3.send(new GetObjectCommand({ Bucket, Key: "raw/all bytes.bin", Range: "bytes=10-12" }));
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "raw/all bytes.bin" }));
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copies/one.bin", CopySource: `${Bucket}/raw/all%20bytes.bin` }));
  const folders = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "raw/all bytes.bin" }));
  const left = await s3.send(new ListObjectsV2Command({ Bucket }));
  const missing = await s3.send(new GetObjectCommand({ Bucket, Key: "raw/all bytes.bin" })).catch((error) => ({
    name: error.name,
    isNoSuchKey: error instanceof NoSuchKey,
    message: error.message,
    status: error.$metadata.httpStatusCode,
  }));
  const gone = await s3.send(new HeadObjectCommand({ Bucket, Key: "raw/all bytes.bin" })).catch((error) => error.name);
  return {
    etag: put.ETag,
    same: back.length === bytes.length && back.every((byte, index) => byte === bytes[index]),
    text: await text.Body.transformToString(),
    type: text.ContentType,
    part: [...(await part.Body.transformToByteArray())],
    head: [head.ContentLength, head.ETag, head.Metadata.owner, head.LastModified instanceof Date],
    folders: folders.CommonPrefixes.map(({ Prefix }) => Prefix),
    left: left.Contents.map(({ Key, Size }) => [Key, Size]),
    missing,
    gone,
  };
};
