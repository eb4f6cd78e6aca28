/** SQS's operations as its JSON protocol has them: each reads its request, does it on the queues, and answers. */
import { nameIn, queueUrl } from "../../aws-names.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { Reply } from "../service-context.ts";
import { md5OfAttributes, md5OfText } from "./message-digests.ts";
import type { Queue } from "./queue.ts";
import { queueAttributes } from "./queue-attributes.ts";
import {
  type BatchOutcome,
  batchEntries,
  eachEntry,
  type Input,
  invalid,
  namesOf,
  notSupported,
  queueDoesNotExist,
  requiredText,
  textOf,
  wholeNumber,
} from "./queue-inputs.ts";
import type { Queues } from "./queues.ts";
import { receiveOutput } from "./receive-output.ts";
import { MAX_MESSAGE_BYTES, type SendInput, sendInput } from "./send-input.ts";

type Operation = (queues: Queues, input: Input, reply: Reply) => void;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_WAIT_S = 20;
const MAX_RECEIVED = 10;
const MAX_VISIBILITY_S = 43_200;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
const PURGE_PAUSE_MS = 60_000;

/** Of an operation that answers at once. */
const answering =
  (run: (queues: Queues, input: Input) => Input): Operation =>
  (queues, input, reply) =>
    reply({ ok: true, output: run(queues, input) as JsonObject });

const queueOf = (queues: Queues, input: Input): Queue => queues.queue(requiredText(input, "QueueUrl"));

/** "Failed" is there when something failed. */
const batchOutput = ({ Successful, Failed }: BatchOutcome): Input => ({ Successful, ...(Failed.length === 0 ? {} : { Failed }) });

const isHandle = (text: string) => /^AQEB[A-Za-z0-9+/]{20,}={0,2}$/.test(text);

function visibilityS(input: Input): number | undefined {
  return wholeNumber(input, "VisibilityTimeout", 0, MAX_VISIBILITY_S, `Must be between 0 and ${MAX_VISIBILITY_S}, if provided.`);
}

function send(queues: Queues, queue: Queue, read: SendInput): Input {
  const { messageId, sequenceNumber } = queues.store(queue, read);
  const digest = md5OfAttributes(read.message.attributes);
  return {
    MD5OfMessageBody: md5OfText(read.message.body),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest }),
    MessageId: messageId,
    ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
  };
}

function sendBatch(queues: Queues, input: Input): Input {
  const queue = queueOf(queues, input);
  const entries = batchEntries(input, "SendMessageBatchRequestEntry");
  let sizeBytes = 0;
  const read = new Map<string, SendInput>();
  const outcome = eachEntry(entries, (entry) => {
    const one = sendInput(queue, entry);
    read.set(entry.Id, one);
    sizeBytes += one.sizeBytes;
    return {};
  });
  if (sizeBytes > MAX_MESSAGE_BYTES)
    throw new ServiceError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${sizeBytes} bytes.`,
    );
  const Successful = [...read].map(([Id, one]) => ({ Id, ...send(queues, queue, one) }));
  return batchOutput({ Successful, Failed: outcome.Failed });
}

function receive(queues: Queues, input: Input, reply: Reply): void {
  const queue = queueOf(queues, input);
  const max = wholeNumber(input, "MaxNumberOfMessages", 1, MAX_RECEIVED, `Must be between 1 and ${MAX_RECEIVED}, if provided.`) ?? 1;
  const waitS = wholeNumber(input, "WaitTimeSeconds", 0, MAX_WAIT_S, `Must be >= 0 and <= ${MAX_WAIT_S}, if provided.`) ?? 0;
  const timeoutS = visibilityS(input);
  const queueName = queue.config.name;
  const answer = (messages: ReturnType<Queues["receive"]>) => reply({ ok: true, output: receiveOutput(input, messages) as JsonObject });
  const tryNow = () => {
    const messages = queues.receive(queueName, { max, ...(timeoutS === undefined ? {} : { visibilityTimeoutMs: timeoutS * 1_000 }) });
    if (messages.length > 0) answer(messages);
    return messages.length > 0;
  };
  if (tryNow()) return;
  if (waitS === 0) answer([]);
  else queues.waitingReceives.add({ queueName, untilMs: queues.nowMs() + waitS * 1_000, tryNow, giveUp: () => answer([]) });
}

function handleOf(input: Input): string {
  const handle = requiredText(input, "ReceiptHandle");
  if (!isHandle(handle))
    throw new ServiceError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`, 404);
  return handle;
}

/** A handle of an earlier receive deletes nothing, and that is no error. */
function deleteMessage(queues: Queues, queue: Queue, input: Input): Input {
  const handle = handleOf(input);
  const message = queue.findByHandle(handle);
  if (message === undefined) return {};
  if (queue.config.fifo && message.state !== "in-flight") throw invalid("ReceiptHandle", handle, "The receipt handle has expired.");
  queues.end(queue, message, "processed");
  return {};
}

function changeVisibility(queues: Queues, queue: Queue, input: Input): Input {
  const handle = handleOf(input);
  requiredText({ VisibilityTimeout: input.VisibilityTimeout === undefined ? undefined : "given" }, "VisibilityTimeout");
  const timeoutS = visibilityS(input) ?? 0;
  const message = queue.findByHandle(handle);
  if (message === undefined)
    throw invalid("ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");
  if (message.state !== "in-flight") throw new ServiceError("MessageNotInflight", "The specified message isn't in flight.");
  const sinceReceiveMs = queues.nowMs() - (message.lastReceivedAtMs ?? queues.nowMs());
  if (sinceReceiveMs + timeoutS * 1_000 > MAX_VISIBILITY_S * 1_000)
    throw invalid(
      "VisibilityTimeout",
      timeoutS,
      `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_S} seconds].`,
    );
  queues.changeVisibility(queue, message, timeoutS * 1_000);
  return {};
}

function listQueues(queues: Queues, input: Input): Input {
  const prefix = textOf(input, "QueueNamePrefix") ?? "";
  const names = queues.all().map(({ config }) => config.name);
  const QueueUrls = names.filter((name) => name.startsWith(prefix)).map(queueUrl);
  return QueueUrls.length === 0 ? {} : { QueueUrls };
}

function purge(queues: Queues, input: Input): Input {
  const queue = queueOf(queues, input);
  const nowMs = queues.nowMs();
  if (queue.purgedAtMs !== undefined && nowMs < queue.purgedAtMs + PURGE_PAUSE_MS)
    throw new ServiceError(
      "PurgeQueueInProgress",
      `Only one PurgeQueue operation on ${queue.config.name} is allowed every ${PURGE_PAUSE_MS / 1_000} seconds.`,
      403,
    );
  queue.purgedAtMs = nowMs;
  for (const message of [...queue.messages()]) queues.end(queue, message, "removed", "The queue was purged.");
  return {};
}

function arnTarget(queues: Queues, input: Input, name: string): Queue | undefined {
  const arn = textOf(input, name);
  if (arn === undefined) return undefined;
  const queue = queues.find(nameIn(arn));
  if (queue === undefined)
    throw new ServiceError("ResourceNotFoundException", `The resource that you specified for the ${name} parameter doesn't exist.`, 404);
  return queue;
}

/** SQS moves at a rate of its own choosing; here everything that waits is moved at once. */
function startMove(queues: Queues, input: Input): Input {
  requiredText(input, "SourceArn");
  const source = arnTarget(queues, input, "SourceArn");
  const destination = arnTarget(queues, input, "DestinationArn");
  if (source === undefined || queues.sourcesOf(source.config.name).length === 0)
    throw new ServiceError("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
  if (destination === source) throw new ServiceError("InvalidParameterValue", "Source queue and destination queue cannot be the same.");
  if (destination !== undefined && destination.config.fifo !== source.config.fifo)
    throw new ServiceError("InvalidParameterValue", "Source queue and destination queue must be of the same type.");
  for (const message of [...source.messages()]) {
    if (message.state !== "waiting") continue;
    // What came from no queue (Lambda, SNS) has no way back unless it is told one.
    const target = destination ?? queues.find(nameIn(message.deadLetterSource ?? ""));
    if (target !== undefined && target !== source) queues.move(source, message, target);
  }
  return { TaskHandle: queues.newId() };
}

/** Queues are part of the project; tutorials that begin by creating theirs get the one that is there. */
function createQueue(queues: Queues, input: Input): Input {
  const name = requiredText(input, "QueueName");
  if (queues.find(name) === undefined)
    throw notSupported(`Queues are part of the project. Add the queue ${name} there, then this call answers with its address.`);
  return { QueueUrl: queueUrl(name) };
}

function queueUrlOf(queues: Queues, input: Input): Input {
  const name = requiredText(input, "QueueName");
  if (queues.find(name) === undefined) throw queueDoesNotExist();
  return { QueueUrl: queueUrl(name) };
}

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    "SendMessage",
    answering((queues, input) => {
      const queue = queueOf(queues, input);
      return send(queues, queue, sendInput(queue, input));
    }),
  ],
  ["SendMessageBatch", answering(sendBatch)],
  ["ReceiveMessage", receive],
  ["DeleteMessage", answering((queues, input) => deleteMessage(queues, queueOf(queues, input), input))],
  [
    "DeleteMessageBatch",
    answering((queues, input) => {
      const queue = queueOf(queues, input);
      return batchOutput(eachEntry(batchEntries(input, "DeleteMessageBatchRequestEntry"), (entry) => deleteMessage(queues, queue, entry)));
    }),
  ],
  ["ChangeMessageVisibility", answering((queues, input) => changeVisibility(queues, queueOf(queues, input), input))],
  [
    "ChangeMessageVisibilityBatch",
    answering((queues, input) => {
      const queue = queueOf(queues, input);
      return batchOutput(
        eachEntry(batchEntries(input, "ChangeMessageVisibilityBatchRequestEntry"), (entry) => changeVisibility(queues, queue, entry)),
      );
    }),
  ],
  ["GetQueueUrl", answering(queueUrlOf)],
  [
    "GetQueueAttributes",
    answering((queues, input) => {
      const attributes = queueAttributes(queueOf(queues, input), namesOf(input.AttributeNames));
      return Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
    }),
  ],
  ["ListQueues", answering(listQueues)],
  [
    "ListDeadLetterSourceQueues",
    answering((queues, input) => ({ queueUrls: queues.sourcesOf(queueOf(queues, input).config.name).map(queueUrl) })),
  ],
  ["PurgeQueue", answering(purge)],
  ["StartMessageMoveTask", answering(startMove)],
  ["CreateQueue", answering(createQueue)],
]);

export function unknownOperation(operation: string): ServiceError {
  return notSupported(`The queues here do not have ${operation}. They have ${[...OPERATIONS.keys()].join(", ")}.`);
}
