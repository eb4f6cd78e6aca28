/** The services as a script reaches them: `upload`, `send`, `put`, `remove`, `services` of `window.coldstart`. The same calls as on the page. */
import type { StoreApi } from "zustand";
import type { JsonObject } from "./platform/services/service-call.ts";
import type { Coldstart } from "./store/intents.ts";

export function createConsoleServices({ store, refresh }: { readonly store: StoreApi<Coldstart>; readonly refresh: () => void }) {
  const { intents } = store.getState();
  return {
    async upload(bucket: string, key: string, body: string | Uint8Array | Blob, contentType?: string): Promise<void> {
      await intents.uploadObject(bucket, key, body, contentType);
    },
    async send(queue: string, body: string, attributes: Record<string, string> = {}): Promise<{ messageId: string }> {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      const input = { QueueUrl: queue, MessageBody: body, MessageAttributes, ...fifoFields(queue) };
      const { MessageId } = await intents.callService({ service: "sqs", operation: "SendMessage", input });
      return { messageId: String(MessageId) };
    },
    async put(table: string, item: Record<string, unknown>): Promise<void> {
      const input = { TableName: table, Item: await marshalled(item) };
      await intents.callService({ service: "dynamodb", operation: "PutItem", input });
    },
    async remove(table: string, key: Record<string, unknown>): Promise<void> {
      const input = { TableName: table, Key: await marshalled(key) };
      await intents.callService({ service: "dynamodb", operation: "DeleteItem", input });
    },
    /** What the services hold and everything that waits in them, as the screen shows it. */
    services() {
      refresh();
      return structuredClone(store.getState().services);
    },
  };
}

/** A FIFO queue needs a group; one group keeps all that a script sends in order. */
function fifoFields(queue: string): { MessageGroupId?: string; MessageDeduplicationId?: string } {
  return queue.endsWith(".fifo") ? { MessageGroupId: "console", MessageDeduplicationId: crypto.randomUUID() } : {};
}

async function marshalled(item: Record<string, unknown>): Promise<JsonObject> {
  const { marshallItem } = await import("./platform/services/tables/attribute-values.ts");
  return { ...marshallItem(item) } as JsonObject;
}
