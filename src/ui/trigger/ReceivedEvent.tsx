/** The event that the function will receive for the request as it stands. */
import { CopyButton } from "../shared/CopyButton.tsx";
import { JsonCode } from "./JsonCode.tsx";
import { EXAMPLE_KEYS, payloadFormatOf } from "./received-event.ts";
import { useReceived } from "./use-received.ts";

export function ReceivedEvent() {
  const received = useReceived();
  if (received.kind === "problem") return <p className="request-note bad">{`${received.problem.message} ${received.problem.remedy}`}</p>;
  if (received.kind === "no-url") {
    return (
      <p className="request-note bad">
        {received.functionName} has no function URL, so no function receives it. The caller gets 403. Add a trigger of the type Function
        URL.
      </p>
    );
  }
  if (received.kind === "no-route") {
    return (
      <p className="request-note bad">
        No route matches {received.method} {received.path}, so no function receives it. The caller gets 404.
      </p>
    );
  }
  const text = JSON.stringify(received.event, null, 2);
  return (
    <div className="received">
      <p className="received-note">
        Payload format {payloadFormatOf(received)}. Ids and times are examples.
        <span className="grow" />
        <CopyButton label="Copy the event" text={() => text} />
      </p>
      <JsonCode label="What the function receives" text={text} examples={EXAMPLE_KEYS} />
    </div>
  );
}
