/** Sends messages by hand: one, or many that differ by their number. */
import { useState } from "react";
import { queueUrl } from "../../platform/aws-names.ts";
import type { QueueConfig } from "../../platform/services/services-config.ts";
import { NumberField } from "../shared/NumberField.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { JsonEditor } from "../trigger/JsonEditor.tsx";
import { AttributeRows } from "./AttributeRows.tsx";
import { CallSaid } from "./CallSaid.tsx";
import { InputField } from "./InputField.tsx";
import { type AttributeRow, messageAttributes } from "./message-attributes.ts";
import { numbered } from "./queue-lanes.ts";
import { useCall } from "./use-call.ts";
import "./service-forms.css";
import { counted } from "../shared/counted.ts";

const MAX_TIMES = 1_000;

export function SendMessageForm({ config }: { config: QueueConfig }) {
  const { callService } = useIntents();
  const call = useCall();
  const [body, setBody] = useState('{\n  "order": {n}\n}');
  const [rows, setRows] = useState<readonly AttributeRow[]>([]);
  const [group, setGroup] = useState("group-1");
  const [deduplicationId, setDeduplicationId] = useState("");
  const [delayS, setDelayS] = useState(config.delayMs / 1_000);
  const [times, setTimes] = useState(1);
  const needsId = config.fifo && !config.contentBasedDeduplication;

  const send = () =>
    call.run(async () => {
      const attributes = messageAttributes(rows);
      for (let number = 1; number <= times; number += 1) {
        const input = {
          QueueUrl: queueUrl(config.name),
          MessageBody: numbered(body, number),
          ...(attributes && { MessageAttributes: attributes }),
          ...(config.fifo && { MessageGroupId: numbered(group, number) }),
          ...(config.fifo && deduplicationId !== "" && { MessageDeduplicationId: numbered(deduplicationId, number) }),
          ...(!config.fifo && { DelaySeconds: delayS }),
        };
        await callService({ service: "sqs", operation: "SendMessage", input });
      }
      return `Sent ${counted(times, "message")}.`;
    });

  return (
    <form
      className="service-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="send-body">
        <JsonEditor label="Body" value={body} isJson={/^\s*[[{]/.test(body) && !body.includes("{n}")} onChange={setBody} />
      </div>
      <AttributeRows rows={rows} onChange={setRows} />
      {config.fifo && (
        <div className="form-row">
          <InputField label="Group id" value={group} wrong={group === "" ? "FIFO needs a group." : undefined} onChange={setGroup} />
          <InputField
            label={needsId ? "Deduplication id" : "Deduplication id (optional)"}
            value={deduplicationId}
            placeholder={needsId ? "order-{n}" : "from the content"}
            wrong={needsId && deduplicationId === "" ? "Give one, or let the queue take the content (Settings)." : undefined}
            onChange={setDeduplicationId}
          />
        </div>
      )}
      <div className="form-row">
        {!config.fifo && <NumberField label="Delay" unit="s" min={0} max={900} value={delayS} onChange={setDelayS} />}
        <NumberField label="How many" min={1} max={MAX_TIMES} value={times} onChange={setTimes} />
      </div>
      <p className="field-hint">
        <code className="mono">{"{n}"}</code> becomes 1, 2, 3 …
        {config.fifo && times > 1 && " Of messages with the same deduplication id only the first counts, for 5 minutes."}
      </p>
      <div className="form-actions">
        <button type="submit" className="btn pri" disabled={call.busy}>
          {call.busy ? "Sending" : times === 1 ? "Send message" : `Send ${times} messages`}
        </button>
        <CallSaid said={call.said} />
      </div>
    </form>
  );
}
