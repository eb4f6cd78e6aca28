/** One message whole: body, attributes, times. Looking at it does not receive it. */
import type { MessageView } from "../../platform/services/services-view.ts";
import { LIVE } from "../../store/shown-run.ts";
import { CopyButton } from "../shared/CopyButton.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { JsonCode } from "../trigger/JsonCode.tsx";
import { timeWords } from "./queue-lanes.ts";
import { formatMoment, pretty } from "./words.ts";

export function MessageDetail({ message, nowMs, onClose }: { message: MessageView; nowMs: number; onClose: () => void }) {
  const { messageId, body, sentAtMs, receiveCount, groupId, deduplicationId, attributes } = message;
  const content = pretty(body);
  return (
    <>
      <div className="service-side-head">
        <h3>Message</h3>
        <TraceButton messageId={messageId} />
        <CopyButton label="Copy the body" text={() => body} />
        <button type="button" className="ib icon" aria-label="Close the message" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <div className="service-part">
        <JsonCode label="Body" text={content.text} plain={!content.isJson} />
      </div>
      <dl className="facts service-part">
        <dt>State</dt>
        <dd>
          {message.state}, {timeWords(message, nowMs)}
        </dd>
        <dt>Sent</dt>
        <dd>{formatMoment(sentAtMs)}</dd>
        <dt>Receives</dt>
        <dd>{receiveCount}</dd>
        <dt>Message id</dt>
        <dd className="mono">{messageId}</dd>
        {groupId !== undefined && <dt>Group</dt>}
        {groupId !== undefined && <dd className="mono">{groupId}</dd>}
        {deduplicationId !== undefined && <dt>Deduplication id</dt>}
        {deduplicationId !== undefined && <dd className="mono">{deduplicationId}</dd>}
        {Object.entries(attributes).map(([name, value]) => [
          <dt key={`${name} name`} className="mono">
            {name}
          </dt>,
          <dd key={`${name} value`}>{value}</dd>,
        ])}
      </dl>
      <p className="field-hint service-part">Looked at, not received: its count stays, and nobody loses it.</p>
    </>
  );
}

/** Its way here, from the request that made it: for a dead letter, what failed on it. */
function TraceButton({ messageId }: { messageId: string }) {
  const { observe, show, showPane } = useIntents();
  const open = () => {
    observe({ tab: "traces", tracedId: messageId, runId: LIVE });
    show("observe");
    showPane("observe");
  };
  return (
    <button type="button" className="lk" title="Where it came from, and what became of it" onClick={open}>
      Trace
    </button>
  );
}
