/** What each kind of service is, in one line; the name AWS gives it; its ARN. */
import { alarmArn, bucketArn, busArn, queueArn, tableArn, topicArn } from "../../platform/aws-names.ts";
import type { ServiceKind } from "../../store/state.ts";

export const KINDS: readonly ServiceKind[] = ["bucket", "queue", "table", "topic", "alarm"];

interface KindText {
  readonly label: string;
  readonly aws: string;
  readonly line: string;
  readonly suggestedName: string;
}

export const KIND_TEXTS: Readonly<Record<ServiceKind, KindText>> = {
  bucket: { label: "Bucket", aws: "S3", line: "Keeps files. A file put in or taken out can start a function.", suggestedName: "files" },
  queue: { label: "Queue", aws: "SQS", line: "Keeps messages until a function has dealt with them.", suggestedName: "jobs" },
  table: {
    label: "Table",
    aws: "DynamoDB",
    line: "Keeps items by key. Its stream of changes can start a function.",
    suggestedName: "items",
  },
  topic: {
    label: "Topic or bus",
    aws: "SNS, EventBridge",
    line: "Passes what is published on to every function and queue that subscribed.",
    suggestedName: "news",
  },
  alarm: {
    label: "Alarm",
    aws: "CloudWatch",
    line: "Watches a number, and acts when it crosses a line.",
    suggestedName: "too-many-errors",
  },
};

export function arnOf(kind: ServiceKind | "bus", name: string): string {
  const arns = { bucket: bucketArn, queue: queueArn, table: tableArn, topic: topicArn, bus: busArn, alarm: alarmArn };
  return arns[kind](name);
}
