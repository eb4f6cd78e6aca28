/** How much a container may say. Beyond these bounds the page stops listening rather than fall over. */

/** Lambda's synchronous payload, each way: 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const SYNC_PAYLOAD_BYTES = 6_291_456;
/** What Lambda's own error names as the most a response may have: 6 MB and 100 bytes. */
export const RESPONSE_PAYLOAD_BYTES = 6_291_556;
/** A streamed response: 200 MB on Lambda; this page keeps at most 20 MB of one. */
export const STREAMED_BYTES = 20_971_520;
/** Log lines and characters of one invocation (or init) that are kept; the rest is counted. Ours, not a provider's. */
export const LOG_LINES_PER_INVOCATION = 10_000;
export const LOG_CHARS_PER_INVOCATION = 4_194_304;
/** One log event in CloudWatch is at most 256 KB. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const LOG_LINE_CHARS = 262_144;
/** Messages of one invocation (logs come in batches, the answer once). More is no honest runtime. */
export const MESSAGES_PER_INVOCATION = 2_000;
/** Calls of services (SDK, fetch): of one invocation or init, and open at a time. The container itself keeps to the second. Ours. */
export const SERVICE_CALLS_PER_INVOCATION = 20_000;
export const OPEN_SERVICE_CALLS = 256;
/** A call's input, as JSON text: AWS's services take no more in one request than Lambda does in a payload, S3's content aside. */
export const SERVICE_INPUT_CHARS = 6_291_456;
/** Bytes beside a call: S3's content, a payload, what fetch sends. Ours; S3 itself takes 5 GB. */
export const SERVICE_BODY_BYTES = 67_108_864;
export const ERROR_TEXT_CHARS = 262_144;
export const TRACE_LINES = 200;
