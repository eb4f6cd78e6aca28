/**
 * Topics (SNS): what is published goes at once to each function and queue whose filter policy matches; nothing waits here. FIFO topics,
 * other protocols, and making or subscribing to topics at run time are refused: the project's settings do that.
 * https://docs.aws.amazon.com/sns/latest/api/
 */
import { ACCOUNT_ID, functionArn, nameIn, queueArn, topicArn } from "../../aws-names.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { topicEvent } from "../../triggers/topic-event.ts";
import { nameUuid } from "../name-uuid.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { Reply, SendAbout, Service, ServiceContext } from "../service-context.ts";
import type { FunctionServices, TopicConfig } from "../services-config.ts";
import type { TopicView } from "../services-view.ts";
import { type Copy, FanOut, type Subscriber } from "./fan-out.ts";
import { matchesPolicy } from "./filter-policy.ts";
import { invalidParameter, MESSAGE_LIMIT_BYTES, type PublishRequest, readPublishRequest } from "./publish-request.ts";
import type { PublishedMessage } from "./published-message.ts";
import { queueNotification } from "./queue-notification.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
const BATCH_LIMIT = 10;
/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
const PAGE_SIZE = 100;
/** SQS drops a raw message with more: https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
const RAW_ATTRIBUTE_LIMIT = 10;

type Input = Readonly<Record<string, unknown>>;

export class Topics implements Service {
  readonly #context: ServiceContext;
  readonly #fanOut: FanOut;

  constructor(context: ServiceContext, { state }: { readonly state?: unknown } = {}) {
    this.#context = context;
    this.#fanOut = new FanOut(context, "topic", state);
  }

  configure(topics: readonly TopicConfig[], functions: readonly FunctionServices[]): void {
    this.#fanOut.configure(topics, functions);
  }

  call(operation: string, input: Input, reply: Reply): void {
    reply({ ok: true, output: this.#answer(operation, input) });
  }

  /** As a destination, or for a person. Gives the message id. Throws ServiceError. */
  publish(name: string, body: string, about: SendAbout): string {
    const { attributes, subject, messageGroupId } = about;
    return this.#publish(
      this.#existing(name),
      readPublishRequest({
        Message: body,
        ...(subject === undefined ? {} : { Subject: subject }),
        ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
        ...(messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId }),
      }),
    );
  }

  views(): readonly TopicView[] {
    return this.#fanOut.views();
  }

  state(): unknown {
    return this.#fanOut.state();
  }

  #answer(operation: string, input: Input): JsonObject {
    switch (operation) {
      case "Publish": {
        if (input.PhoneNumber !== undefined)
          throw invalidParameter("PhoneNumber Reason: this playground sends no SMS. Publish to a topic.");
        return { MessageId: this.#publish(this.#topicIn(input), readPublishRequest(input)) };
      }
      case "PublishBatch":
        return this.#publishBatch(input);
      case "ListTopics": {
        const { page, next } = pageOf(this.#fanOut.names(), input.NextToken);
        return { Topics: page.map((name) => ({ TopicArn: topicArn(name) })), ...next };
      }
      case "GetTopicAttributes": {
        const name = this.#topicIn(input);
        const SubscriptionsConfirmed = String(this.#subscriptions(name).length);
        const counts = { SubscriptionsConfirmed, SubscriptionsPending: "0", SubscriptionsDeleted: "0" };
        return { Attributes: { TopicArn: topicArn(name), Owner: ACCOUNT_ID, DisplayName: "", ...counts } };
      }
      case "ListSubscriptionsByTopic": {
        const { page, next } = pageOf(this.#subscriptions(this.#topicIn(input)), input.NextToken);
        return { Subscriptions: page, ...next };
      }
      default:
        throw new ServiceError(
          "UnknownOperationException",
          `SNS's ${operation} is not in this playground: Publish, PublishBatch, ListTopics, GetTopicAttributes and ListSubscriptionsByTopic are. Topics and subscriptions are made in the project's settings.`,
        );
    }
  }

  #topicIn(input: Input): string {
    const given = input.TopicArn ?? input.TargetArn;
    if (given === undefined || given === null) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
    if (typeof given !== "string" || given === "") throw invalidParameter("TopicArn Reason: An ARN must have at least 6 elements, not 1");
    const elements = given.split(":").length;
    if (elements > 1 && elements < 6) throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${elements}`);
    return this.#existing(nameIn(given));
  }

  #existing(name: string): string {
    if (this.#fanOut.names().includes(name)) return name;
    if (name.endsWith(".fifo"))
      throw invalidParameter("TopicArn Reason: this playground has no FIFO topics. Send to a FIFO queue instead.");
    throw new ServiceError("NotFoundException", "Topic does not exist", 404);
  }

  #publish(name: string, request: PublishRequest): string {
    const messageId = this.#context.ids.uuid();
    const signature = `${this.#context.ids.base64(342)}==`;
    const atMs = this.#context.nowMs();
    this.#fanOut.publish(name, messageId, (subscriber) => {
      const message: PublishedMessage = {
        messageId,
        topicName: name,
        subscriptionArn: subscriptionArn(name, subscriber),
        ...(request.subject === undefined ? {} : { subject: request.subject }),
        message: request.messageFor[subscriber.type === "function" ? "lambda" : "sqs"],
        atMs,
        attributes: request.attributes,
        signature,
      };
      const isWanted = subscriber.filter === undefined || matchesPolicy(subscriber.filter, message, subscriber.filterScope);
      return isWanted ? copyOf(message, subscriber, request) : undefined;
    });
    return messageId;
  }

  #publishBatch(input: Input): JsonObject {
    const name = this.#topicIn(input);
    const entries: readonly unknown[] = Array.isArray(input.PublishBatchRequestEntries) ? input.PublishBatchRequestEntries : [];
    if (entries.length === 0) throw new ServiceError("EmptyBatchRequestException", "The batch request doesn't contain any entries.");
    if (entries.length > BATCH_LIMIT) {
      throw new ServiceError(
        "TooManyEntriesInBatchRequestException",
        "The batch request contains more entries than permissible (more than 10).",
      );
    }
    const read = entries.map(readEntry);
    if (new Set(read.map(({ id }) => id)).size < read.length) {
      throw new ServiceError("BatchEntryIdsNotDistinctException", "Two or more batch entries in the request have the same Id.");
    }
    const sizeBytes = read.reduce((sum, { request }) => sum + (request instanceof ServiceError ? 0 : request.sizeBytes), 0);
    if (sizeBytes > MESSAGE_LIMIT_BYTES) {
      throw new ServiceError("BatchRequestTooLongException", "The length of all the batch messages put together is more than the limit.");
    }
    const successful: JsonObject[] = [];
    const failed: JsonObject[] = [];
    for (const { id, request } of read) {
      if (request instanceof ServiceError) failed.push(failedEntry(id, request));
      else successful.push({ Id: id, MessageId: this.#publish(name, request) });
    }
    return { Successful: successful, Failed: failed };
  }

  #subscriptions(name: string): readonly JsonObject[] {
    const byArn = new Map(
      this.#fanOut.subscribers(name).map((subscriber) => {
        const isFunction = subscriber.type === "function";
        const SubscriptionArn = subscriptionArn(name, subscriber);
        const Endpoint = isFunction ? functionArn(subscriber.name) : queueArn(subscriber.name);
        return [
          SubscriptionArn,
          { SubscriptionArn, Owner: ACCOUNT_ID, Protocol: isFunction ? "lambda" : "sqs", Endpoint, TopicArn: topicArn(name) },
        ];
      }),
    );
    return [...byArn.values()];
  }
}

const subscriptionArn = (topic: string, { type, name }: Subscriber) => `${topicArn(topic)}:${nameUuid(`${topic}/${type}/${name}`)}`;

function copyOf(message: PublishedMessage, subscriber: Subscriber, { queueAttributes, messageGroupId }: PublishRequest): Copy {
  if (subscriber.type === "function") return { body: JSON.stringify(topicEvent(message)) };
  const about = messageGroupId === undefined ? {} : { messageGroupId };
  if (!subscriber.rawDelivery) return { body: JSON.stringify(queueNotification(message)), about };
  const count = Object.keys(queueAttributes).length;
  if (count > RAW_ATTRIBUTE_LIMIT) {
    return { body: message.message, refused: `raw delivery takes ${RAW_ATTRIBUTE_LIMIT} attributes, the message has ${count}.` };
  }
  return { body: message.message, about: count === 0 ? about : { ...about, attributes: queueAttributes } };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html: up to 80 letters, digits, hyphens and underscores. */
function readEntry(entry: unknown): { readonly id: string; readonly request: PublishRequest | ServiceError } {
  const fields = isRecord(entry) ? entry : {};
  if (typeof fields.Id !== "string" || !/^[A-Za-z0-9_-]{1,80}$/.test(fields.Id)) {
    throw new ServiceError(
      "InvalidBatchEntryIdException",
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  }
  try {
    return { id: fields.Id, request: readPublishRequest(fields) };
  } catch (error) {
    if (error instanceof ServiceError) return { id: fields.Id, request: error };
    throw error;
  }
}

/** The code of a failed entry is the API's own, without the SDK's "Exception". */
const failedEntry = (id: string, { failure }: ServiceError): JsonObject => ({
  Id: id,
  Code: failure.code.replace(/Exception$/, ""),
  Message: failure.message,
  SenderFault: true,
});

function pageOf<T>(all: readonly T[], token: unknown): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const from = typeof token === "string" && /^\d{1,9}$/.test(token) ? Number(token) : 0;
  const end = from + PAGE_SIZE;
  return { page: all.slice(from, end), next: end < all.length ? { NextToken: String(end) } : {} };
}
