/** Moments as each service writes them. All are UTC, whole milliseconds or seconds cut off, never rounded up. */

/** S3, SNS: "1970-01-01T00:00:00.123Z" */
export const isoMilliseconds = (atMs: number): string => new Date(atMs).toISOString();

/** EventBridge: "1970-01-01T00:00:00Z" */
export const isoSeconds = (atMs: number): string => `${isoMilliseconds(atMs).slice(0, 19)}Z`;

/** CloudWatch: "2023-08-04T12:36:15.490+0000" */
export const cloudWatchTime = (atMs: number): string => isoMilliseconds(atMs).replace("Z", "+0000");
