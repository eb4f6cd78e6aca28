/**
 * What S3 sends a function when an object was created or removed: always one record.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
import { bucketArn, REGION } from "../aws-names.ts";
import type { BucketChange } from "../services/buckets/bucket-change.ts";
import { isoMilliseconds } from "./aws-times.ts";
import { utf8Bytes } from "./http-bytes.ts";

/**
 * Since 2.4 one number stands for all types of events; the newest copy of the page above shows 2.6 (read 2026-11). The
 * sample files of AWS's tools are older: 2.0.
 */
const EVENT_VERSION = "2.6";
/** The bucket's owner and who wrote, in the page's own examples. */
const OWNER_ID = "A3NL1KOZZKExample";
const WRITER_ID = "AWS:AIDACKCEVSQ6C2EXAMPLE";

export interface UploadRecord {
  readonly eventVersion: string;
  readonly eventSource: "aws:s3";
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventName: BucketChange["eventName"];
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly "x-amz-request-id": string; readonly "x-amz-id-2": string };
  readonly s3: {
    readonly s3SchemaVersion: "1.0";
    readonly configurationId: string;
    readonly bucket: { readonly name: string; readonly ownerIdentity: { readonly principalId: string }; readonly arn: string };
    /** A removed object has neither size nor eTag. */
    readonly object: { readonly key: string; readonly size?: number; readonly eTag?: string; readonly sequencer: string };
  };
}

export interface UploadEvent {
  readonly Records: readonly [UploadRecord];
}

/** As the notification has it: form-encoded, so "red flower.jpg" is "red+flower.jpg"; a folder's slash stays. */
export function encodeObjectKey(key: string): string {
  let encoded = "";
  for (const byte of utf8Bytes(key)) {
    const character = String.fromCharCode(byte);
    if (character === " ") encoded += "+";
    else if (/[A-Za-z0-9*\-._/]/.test(character)) encoded += character;
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** `configurationId`: the name of the bucket's notification that matched. */
export function uploadEvent(change: BucketChange, configurationId: string): UploadEvent {
  const content = change.kind === "created" ? { size: change.sizeBytes, eTag: change.etag } : {};
  return {
    Records: [
      {
        eventVersion: EVENT_VERSION,
        eventSource: "aws:s3",
        awsRegion: REGION,
        eventTime: isoMilliseconds(change.atMs),
        eventName: change.eventName,
        userIdentity: { principalId: WRITER_ID },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: { "x-amz-request-id": change.requestId, "x-amz-id-2": change.hostId },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId,
          bucket: { name: change.bucket, ownerIdentity: { principalId: OWNER_ID }, arn: bucketArn(change.bucket) },
          object: { key: encodeObjectKey(change.key), ...content, sequencer: change.sequencer },
        },
      },
    ],
  };
}
