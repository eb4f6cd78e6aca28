/** One change of a bucket's objects, as its notifications tell it. */
export interface BucketChange {
  readonly bucket: string;
  readonly kind: "created" | "removed";
  readonly eventName: "ObjectCreated:Put" | "ObjectCreated:Copy" | "ObjectCreated:CompleteMultipartUpload" | "ObjectRemoved:Delete";
  /** As it is, not URL-encoded. */
  readonly key: string;
  /** 0 when removed. */
  readonly sizeBytes: number;
  /** 32 hexadecimal digits without quotes; of what was removed, when removed. */
  readonly etag: string;
  /** 18 hexadecimal digits; among the changes of one key, a later one is greater as text. */
  readonly sequencer: string;
  readonly atMs: number;
  /** The request that made the change: x-amz-request-id. */
  readonly requestId: string;
  /** The host that answered it: x-amz-id-2. */
  readonly hostId: string;
}
