/**
 * What a function receives of what was published: SNS's notification of a topic (one record, always), or the event of an
 * EventBridge bus as it is.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
import { ACCOUNT_ID, REGION, topicArn } from "../aws-names.ts";
import type { PublishedAttribute, PublishedEvent, PublishedMessage } from "../services/topics/published-message.ts";
import { isoMilliseconds, isoSeconds } from "./aws-times.ts";

const SIGNING_CERTIFICATE = "SimpleNotificationService-ac565b8b1a6c5d002d285f9598aa1d9b.pem";

export interface TopicRecord {
  /** Of all events of Lambda, only this one writes its EventSource with a capital. */
  readonly EventSource: "aws:sns";
  readonly EventVersion: "1.0";
  readonly EventSubscriptionArn: string;
  readonly Sns: {
    readonly Type: "Notification";
    readonly MessageId: string;
    readonly TopicArn: string;
    /** null when it was published without one. */
    readonly Subject: string | null;
    readonly Message: string;
    readonly Timestamp: string;
    readonly SignatureVersion: "1";
    readonly Signature: string;
    /** "Url" for Lambda; other subscribers get SigningCertURL. */
    readonly SigningCertUrl: string;
    readonly UnsubscribeUrl: string;
    readonly MessageAttributes: Readonly<Record<string, PublishedAttribute>>;
  };
}

export interface TopicEvent {
  readonly Records: readonly [TopicRecord];
}

export function topicEvent(published: PublishedMessage): TopicEvent {
  const host = `https://sns.${REGION}.amazonaws.com`;
  return {
    Records: [
      {
        EventSource: "aws:sns",
        EventVersion: "1.0",
        EventSubscriptionArn: published.subscriptionArn,
        Sns: {
          Type: "Notification",
          MessageId: published.messageId,
          TopicArn: topicArn(published.topicName),
          Subject: published.subject ?? null,
          Message: published.message,
          Timestamp: isoMilliseconds(published.atMs),
          SignatureVersion: "1",
          Signature: published.signature,
          SigningCertUrl: `${host}/${SIGNING_CERTIFICATE}`,
          UnsubscribeUrl: `${host}/?Action=Unsubscribe&SubscriptionArn=${published.subscriptionArn}`,
          MessageAttributes: published.attributes,
        },
      },
    ],
  };
}

export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export function busEvent(published: PublishedEvent): BusEvent {
  return {
    version: "0",
    id: published.eventId,
    "detail-type": published.detailType,
    source: published.source,
    account: ACCOUNT_ID,
    time: isoSeconds(published.atMs),
    region: REGION,
    resources: published.resources,
    detail: published.detail,
  };
}
