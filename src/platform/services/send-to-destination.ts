/** What one service sends to another as AWS does itself: to a queue, a topic, a bus, or to Lambda's queue for a function. */
import type { SendAbout, ServiceContext } from "./service-context.ts";
import type { ServiceParts } from "./service-parts.ts";

/** Throws ServiceError where the other one refuses it. */
export function sendToDestination(
  { queues, topics, bus, async }: Pick<ServiceParts, "queues" | "topics" | "bus" | "async">,
  { type, name }: Parameters<ServiceContext["send"]>[0],
  body: string,
  about: SendAbout,
): void {
  switch (type) {
    case "queue": {
      const { attributes, messageGroupId, messageDeduplicationId } = about;
      queues.send(name, {
        body,
        ...(attributes === undefined ? {} : { attributes }),
        ...(messageGroupId === undefined ? {} : { groupId: messageGroupId }),
        ...(messageDeduplicationId === undefined ? {} : { deduplicationId: messageDeduplicationId }),
      });
      return;
    }
    case "topic":
      return void topics.publish(name, body, about);
    case "bus":
      return void bus.publish(name, body, about);
    case "function":
      return void async.accept({ functionName: name, event: body, source: "function" });
  }
}
