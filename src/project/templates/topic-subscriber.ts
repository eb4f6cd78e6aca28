/** One of many that hear what is published to a topic, with a filter of its own. */
import { javascriptTemplate, nameBeside } from "./function-template.ts";

const CODE = `// Everybody who subscribes to the topic gets the message; the trigger's filter lets only some through.
// Publish { "orderId": 1 } with the attribute kind = "paid", then with kind = "cancelled".
export const handler = async (event) => {
  for (const { Sns: { MessageId, Subject, Message, MessageAttributes } } of event.Records) {
    // At least once means that the same MessageId may come again.
    console.log(MessageId, Subject ?? "(no subject)", MessageAttributes.kind?.Value);
    console.log("order", JSON.parse(Message).orderId, "is paid");
  }
};
`;

const topicOf = (name: string) => nameBeside(name, "orders");

export const TOPIC_SUBSCRIBER = javascriptTemplate({
  id: "topic-subscriber",
  label: "Topic subscriber",
  description: "Hears what is published to a topic, filtered by an attribute.",
  code: CODE,
  trigger: (name) => ({ type: "topic", topic: topicOf(name), filter: { kind: ["paid"] }, filterScope: "MessageAttributes" }),
  services: (name) => ({ topics: [{ name: topicOf(name), kind: "topic", queues: [] }] }),
});
