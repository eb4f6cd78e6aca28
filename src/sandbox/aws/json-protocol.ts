/**
 * AWS JSON 1.0 and 1.1 (DynamoDB, SQS, EventBridge, SSM, Secrets Manager): the operation is in a header, input and output
 * are the bodies, untouched. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
import type { CallService, ServiceReplyError } from "../node/node-host.ts";
import { bytesOf, headerOf, readBody, type SdkAnswer, type SdkRequest, textOf } from "./sdk-request.ts";

export async function answerJson(service: string, request: SdkRequest, call: CallService): Promise<SdkAnswer> {
  const target = headerOf(request, "x-amz-target") ?? "";
  const operation = target.slice(target.lastIndexOf(".") + 1);
  const text = textOf(await readBody(request.body));
  const reply = await call(service, operation, text === "" ? "{}" : text);
  const headers = {
    "content-type": headerOf(request, "content-type") ?? "application/x-amz-json-1.0",
    "x-amzn-requestid": crypto.randomUUID(),
  };
  if (!reply.error) return { status: reply.status, headers, body: bytesOf(reply.output === "" ? "{}" : reply.output) };
  return {
    status: reply.status,
    headers: service === "sqs" ? { ...headers, "x-amzn-query-error": `${queryCode(reply.error.code)};Sender` } : headers,
    body: bytesOf(errorBody(reply.error)),
  };
}

function errorBody({ code, message, details }: ServiceReplyError): string {
  return JSON.stringify({ ...details, __type: `com.amazonaws#${code}`, message, Message: message });
}

/** SQS still tells the codes of its older protocol beside the new names. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait */
const QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  QueueDeletedRecently: "AWS.SimpleQueueService.QueueDeletedRecently",
  PurgeQueueInProgress: "AWS.SimpleQueueService.PurgeQueueInProgress",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

function queryCode(code: string): string {
  return QUERY_CODES[code] ?? code;
}
