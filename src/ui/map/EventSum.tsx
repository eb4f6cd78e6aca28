/** The count that adds up: what was accepted, and what became of it. */
import type { EventCounts } from "../../platform/services/services-view.ts";
import { Explain } from "../shared/Explain.tsx";

export function EventSum({ counts }: { counts: EventCounts }) {
  const { accepted, processed, deadLettered, expired, discarded, removed, waiting } = counts;
  const parts = [
    { count: processed, word: "processed", always: true },
    { count: deadLettered, word: "dead-lettered", always: false },
    { count: expired, word: "expired", always: false },
    { count: discarded, word: "discarded", always: false },
    { count: removed, word: "removed", always: false },
    { count: waiting, word: "waiting", always: true },
  ].filter(({ count, always }) => always || count > 0);
  const sum = parts.map(({ count, word }) => `${word} ${count.toLocaleString("en-US")}`).join(" + ");
  return (
    <Explain
      label="Where every accepted event is"
      className="explain event-sum"
      align="end"
      trigger={`accepted ${accepted.toLocaleString("en-US")} = ${sum}`}
    >
      <h2>Nothing is lost</h2>
      <p>Every event that a queue, a stream, a schedule or Lambda’s internal queue accepted is in exactly one of these.</p>
      <p>
        <b>Processed</b>: a function answered, or the message was deleted. <b>Dead-lettered</b>: it failed too often and stands in a
        dead-letter queue or failure destination. <b>Expired</b>: it was older than its maximum age or retention. <b>Discarded</b>: it
        failed too often and there was nowhere to put it. <b>Removed</b>: a person purged it, or removed what held it.
      </p>
      <p>Delivery is at least once: an event can be delivered twice and still counts once.</p>
    </Explain>
  );
}
