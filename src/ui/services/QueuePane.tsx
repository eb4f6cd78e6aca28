/** A queue as four lanes that messages move through: waiting, in flight, deleted, dead-lettered. */
import { type ReactNode, useState } from "react";
import { queueArn, queueUrl } from "../../platform/aws-names.ts";
import type { MessageView, QueueView } from "../../platform/services/services-view.ts";
import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CallSaid } from "./CallSaid.tsx";
import { MessageDetail } from "./MessageDetail.tsx";
import { MessageTile } from "./MessageTile.tsx";
import { lanesOf } from "./queue-lanes.ts";
import { SendMessageForm } from "./SendMessageForm.tsx";
import { useCall } from "./use-call.ts";
import "./queue.css";
import { counted } from "../shared/counted.ts";

const EMPTY: Omit<QueueView, "name" | "fifo"> = {
  waiting: 0,
  delayed: 0,
  inFlight: 0,
  messages: [],
  deadLettersOf: [],
  totals: { sent: 0, received: 0, deleted: 0, deadLettered: 0, expired: 0 },
};

export function QueuePane({ name }: { name: string }) {
  const config = useColdstart((state) => state.project.queues.find((each) => each.name === name));
  const view = useColdstart((state) => state.services.queues.find((each) => each.name === name)) ?? EMPTY;
  const nowMs = usePlatformNowMs(500);
  const { openService, callService } = useIntents();
  const call = useCall();
  const [openId, setOpenId] = useState<string>();
  const [purging, setPurging] = useState(false);
  if (!config) return null;

  const { waiting, inFlight } = lanesOf(view);
  const open = view.messages.find(({ messageId }) => messageId === openId);
  const tile = (message: MessageView) => (
    <MessageTile
      key={message.messageId}
      message={message}
      nowMs={nowMs}
      visibilityTimeoutMs={config.visibilityTimeoutMs}
      maxReceiveCount={config.maxReceiveCount}
      open={message.messageId === openId}
      onOpen={() => setOpenId(message.messageId === openId ? undefined : message.messageId)}
    />
  );
  const redrive = () =>
    call.run(async () => {
      await callService({ service: "sqs", operation: "StartMessageMoveTask", input: { SourceArn: queueArn(name) } });
      return "Its messages are back in the queue they came from.";
    });

  return (
    <>
      <div className="service-bar queue-bar">
        <span>
          <b>{view.totals.sent.toLocaleString("en-US")}</b> sent, <b>{view.totals.received.toLocaleString("en-US")}</b> received
          {view.totals.expired > 0 && `, ${view.totals.expired.toLocaleString("en-US")} expired`}
        </span>
        {view.deadLettersOf.length > 0 && (
          <span className="queue-source">
            Dead letters of{" "}
            {view.deadLettersOf.map((source) => (
              <button key={source} type="button" className="lk" onClick={() => openService({ kind: "queue", name: source })}>
                {source}
              </button>
            ))}
            <button type="button" className="btn" disabled={call.busy || waiting.length === 0} onClick={() => void redrive()}>
              <Icon name="restart" size={14} />
              Redrive
            </button>
          </span>
        )}
        <CallSaid said={call.said} />
        <span className="grow" />
        <button type="button" className="btn" disabled={view.messages.length === 0} onClick={() => setPurging(true)}>
          Purge
        </button>
      </div>
      <div className="service-body">
        <div className="service-main lanes">
          <Lane title="Waiting" count={view.waiting + view.delayed} about={view.delayed > 0 ? `${view.delayed} delayed` : undefined}>
            {waiting.length > 0 ? (
              <ol>{waiting.map(tile)}</ol>
            ) : (
              <p className="lane-empty">Nothing waits. Send a message, or let a function send one.</p>
            )}
            <More shown={waiting.length} all={view.waiting + view.delayed} />
          </Lane>
          <Lane title="In flight" count={view.inFlight}>
            {inFlight.length > 0 ? (
              <ol>{inFlight.map(tile)}</ol>
            ) : (
              <p className="lane-empty">Received and not yet deleted: hidden from others until the countdown ends.</p>
            )}
            <More shown={inFlight.length} all={view.inFlight} />
          </Lane>
          <div className="lane-pair">
            <Lane title="Deleted" count={view.totals.deleted}>
              <p className="lane-empty">Dealt with. A trigger deletes what its function answered well.</p>
            </Lane>
            <Lane title="Dead-lettered" count={view.totals.deadLettered}>
              <DeadLetters deadLetterQueue={config.deadLetterQueue} maxReceiveCount={config.maxReceiveCount} />
            </Lane>
          </div>
        </div>
        <aside className="service-side queue-side" aria-label={open ? "Message" : "Send a message"}>
          {open ? (
            <MessageDetail message={open} nowMs={nowMs} onClose={() => setOpenId(undefined)} />
          ) : (
            <div className="service-part">
              <h3>Send a message</h3>
              <SendMessageForm config={config} />
            </div>
          )}
        </aside>
      </div>
      {purging && (
        <ConfirmDialog
          title={`Purge ${name}`}
          action="Purge"
          onClose={() => setPurging(false)}
          run={() => callService({ service: "sqs", operation: "PurgeQueue", input: { QueueUrl: queueUrl(name) } })}
        >
          <p>
            {counted(view.waiting + view.delayed + view.inFlight, "message")} of {name}, in flight too, are gone for good. They count as
            removed.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Lane({ title, count, about, children }: { title: string; count: number; about?: string | undefined; children: ReactNode }) {
  return (
    <section className="lane" aria-label={`${title}, ${count}`}>
      <h3>
        {title} <b>{count.toLocaleString("en-US")}</b>
        {about !== undefined && <span className="muted">{about}</span>}
      </h3>
      {children}
    </section>
  );
}

function More({ shown, all }: { shown: number; all: number }) {
  return shown < all ? <p className="lane-empty">and {(all - shown).toLocaleString("en-US")} more</p> : null;
}

function DeadLetters({ deadLetterQueue, maxReceiveCount }: { deadLetterQueue: string | undefined; maxReceiveCount: number | undefined }) {
  const there = useColdstart((state) => state.services.queues.find(({ name }) => name === deadLetterQueue)?.waiting ?? 0);
  const { openService } = useIntents();
  if (deadLetterQueue === undefined) {
    return <p className="lane-empty">It has no dead-letter queue: what always fails comes back until it expires. Settings adds one.</p>;
  }
  return (
    <p className="lane-empty">
      After {maxReceiveCount} receives a message moves to{" "}
      <button type="button" className="lk" onClick={() => openService({ kind: "queue", name: deadLetterQueue })}>
        {deadLetterQueue}
      </button>
      , where {there === 1 ? "1 waits" : `${there.toLocaleString("en-US")} wait`}.
    </p>
  );
}
