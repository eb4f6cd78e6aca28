/** What is published to a topic, or put on an event bus. */
import type { TopicTrigger } from "../trigger.ts";
import type { WatchingKind } from "./kind.ts";

export const TOPIC_KIND: WatchingKind<TopicTrigger> = {
  type: "topic",
  label: "Topic",
  when: "One message, many receivers: each subscriber gets its own copy.",
  delivery: "asynchronous",
  first: (topic) => ({ type: "topic", topic }),
  subject: ({ topic }) => topic,
  watches: {
    kind: "topic",
    name: ({ topic }) => topic,
    renamed: (trigger, topic) => ({ ...trigger, topic }),
  },
  words: ({ filter }) => (filter === undefined ? "everything" : "what its filter lets through"),
};
