/** What is published, as the services hand it to the event builders: a message of a topic (SNS) for one subscriber, an event of a bus (EventBridge). */

/** As subscribers see it: { Type: "String", Value: "red" }. Value is base64 text when Type is "Binary". */
export interface PublishedAttribute {
  readonly Type: string;
  readonly Value: string;
}

export interface PublishedMessage {
  readonly messageId: string;
  readonly topicName: string;
  /** Of the one subscriber that this copy goes to: the topic's ARN, ":", a UUID. */
  readonly subscriptionArn: string;
  readonly subject?: string;
  readonly message: string;
  readonly atMs: number;
  readonly attributes: Readonly<Record<string, PublishedAttribute>>;
  /** Base64 text of plausible length; nothing is signed. */
  readonly signature: string;
}

export interface PublishedEvent {
  /** A UUID. */
  readonly eventId: string;
  readonly busName: string;
  readonly source: string;
  readonly detailType: string;
  /** The JSON object that was put as text. */
  readonly detail: unknown;
  readonly resources: readonly string[];
  /** The entry's Time, or when it was put. EventBridge's `time` is this moment to the second. */
  readonly atMs: number;
}
