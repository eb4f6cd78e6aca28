/** The first event source of many tutorials: a file arrives in a bucket, something small is made of it. */
import { javascriptTemplate, nameBeside } from "./function-template.ts";

const CODE = `import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

// Once per container: clients are made to be used again.
const s3 = new S3Client({});

function describe(bytes, contentType = "") {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 24 && view.getUint32(0) === 0x89504e47;
  if (isPng) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (/^text\\/|json/.test(contentType)) return { beginning: new TextDecoder().decode(bytes.subarray(0, 80)) };
  return {};
}

export const handler = async (event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    // Keys arrive URL-encoded, a space as "+".
    const key = decodeURIComponent(object.key.replaceAll("+", " "));
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    const bytes = await Body.transformToByteArray();
    const summary = { key, contentType: ContentType, sizeBytes: bytes.length, ...describe(bytes, ContentType) };

    // Under another prefix: under the trigger's own, each summary would invoke this function again.
    const summaryKey = \`summaries/\${key.replace(/^uploads\\//, "")}.json\`;
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket.name,
        Key: summaryKey,
        Body: JSON.stringify(summary, null, 2),
        ContentType: "application/json",
      }),
    );
    console.log(\`\${key} -> \${summaryKey}\`);
  }
};
`;

const bucketOf = (name: string) => nameBeside(name, "files");

export const THUMBNAIL_ON_UPLOAD = javascriptTemplate({
  id: "thumbnail",
  label: "Thumbnail on upload",
  description: "Reads each file put under uploads/ and writes a small summary of it.",
  code: CODE,
  settings: { memoryMb: 512, timeoutMs: 10_000 },
  trigger: (name) => ({ type: "upload", bucket: bucketOf(name), events: ["created"], prefix: "uploads/", suffix: "" }),
  services: (name) => ({ buckets: [bucketOf(name)] }),
});
