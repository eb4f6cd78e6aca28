/** Publishes by hand: a message with its attributes to a topic, an event to a bus. */
import { type FormEvent, useState } from "react";
import { topicArn } from "../../platform/aws-names.ts";
import type { TopicConfig } from "../../platform/services/services-config.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { ProblemError } from "../../store/problem.ts";
import { useIntents } from "../shared/store-context.tsx";
import { JsonEditor } from "../trigger/JsonEditor.tsx";
import { AttributeRows } from "./AttributeRows.tsx";
import { CallSaid } from "./CallSaid.tsx";
import { InputField } from "./InputField.tsx";
import { type AttributeRow, messageAttributes } from "./message-attributes.ts";
import { useCall } from "./use-call.ts";
import "./service-forms.css";

export function PublishForm({ config }: { config: TopicConfig }) {
  return config.kind === "bus" ? <PutEventForm bus={config.name} /> : <PublishMessageForm topic={config.name} />;
}

function PublishMessageForm({ topic }: { topic: string }) {
  const { callService } = useIntents();
  const call = useCall();
  const [subject, setSubject] = useState("");
  const [message, setMessage] = useState('{\n  "order": 1\n}');
  const [rows, setRows] = useState<readonly AttributeRow[]>([]);
  const publish = (event: FormEvent) => {
    event.preventDefault();
    void call.run(async () => {
      const attributes = messageAttributes(rows);
      const input = {
        TopicArn: topicArn(topic),
        Message: message,
        ...(subject !== "" && { Subject: subject }),
        ...(attributes && { MessageAttributes: attributes }),
      };
      const { MessageId } = await callService({ service: "sns", operation: "Publish", input });
      return `Published${typeof MessageId === "string" ? ` as ${MessageId}` : ""}.`;
    });
  };
  return (
    <form className="service-form" onSubmit={publish}>
      <InputField label="Subject (optional)" mono={false} value={subject} onChange={setSubject} />
      <div className="send-body">
        <JsonEditor label="Message" value={message} isJson={/^\s*[[{]/.test(message)} onChange={setMessage} />
      </div>
      <AttributeRows rows={rows} ofTopic onChange={setRows} />
      <div className="form-actions">
        <button type="submit" className="btn pri" disabled={call.busy}>
          Publish
        </button>
        <CallSaid said={call.said} />
      </div>
    </form>
  );
}

function PutEventForm({ bus }: { bus: string }) {
  const { callService } = useIntents();
  const call = useCall();
  const [source, setSource] = useState("my.shop");
  const [detailType, setDetailType] = useState("order.created");
  const [detail, setDetail] = useState('{\n  "order": 1\n}');
  const put = (event: FormEvent) => {
    event.preventDefault();
    void call.run(async () => {
      const entry = { EventBusName: bus, Source: source, DetailType: detailType, Detail: detail };
      const { Entries } = await callService({ service: "events", operation: "PutEvents", input: { Entries: [entry] } });
      return putWords(Entries);
    });
  };
  return (
    <form className="service-form" onSubmit={put}>
      <div className="form-row">
        <InputField label="Source" value={source} onChange={setSource} />
        <InputField label="Detail type" value={detailType} onChange={setDetailType} />
      </div>
      <div className="send-body">
        <JsonEditor label="Detail" value={detail} isJson onChange={setDetail} />
      </div>
      <div className="form-actions">
        <button type="submit" className="btn pri" disabled={call.busy}>
          Put event
        </button>
        <CallSaid said={call.said} />
      </div>
    </form>
  );
}

/** PutEvents answers well even where it took nothing: the entry says so. */
function putWords(entries: unknown): string {
  const entry: unknown = Array.isArray(entries) ? entries[0] : undefined;
  if (isRecord(entry) && typeof entry.ErrorCode === "string") {
    throw new ProblemError({
      code: entry.ErrorCode,
      message: String(entry.ErrorMessage ?? entry.ErrorCode),
      remedy: "Mend the event, then put it again.",
    });
  }
  return `Put${isRecord(entry) && typeof entry.EventId === "string" ? ` as ${entry.EventId}` : ""}.`;
}
