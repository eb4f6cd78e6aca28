/** The answer in one line: status, time, how its container came to it, size. */
import type { Exchange } from "../../store/state.ts";
import { formatBytes, formatMs } from "../shared/format.ts";
import { titleOf } from "./outcome.ts";

export function ResponseStatus({ exchange }: { exchange: Exchange }) {
  const { http, invocation } = exchange;
  const { text, tone } = titleOf(exchange);
  const ms = http?.timeMs ?? (invocation && invocation.endedAtMs - invocation.arrivedAtMs);
  const bytes = http?.sizeBytes ?? (invocation?.payload === undefined ? undefined : new TextEncoder().encode(invocation.payload).length);
  return (
    <p className="response-status" role="status">
      <b className={`response-title ${tone}`}>{text}</b>
      {ms !== undefined && <span className="mono">{formatMs(ms)}</span>}
      {invocation && <StartTag invocation={invocation} />}
      {bytes !== undefined && <span className="mono muted">{formatBytes(bytes)}</span>}
    </p>
  );
}

function StartTag({ invocation }: { invocation: NonNullable<Exchange["invocation"]> }) {
  const { containerId, coldStart } = invocation;
  if (containerId === undefined) return null;
  return <span className={coldStart ? "start-tag cold" : "start-tag warm"}>{coldStart ? "cold start" : "warm"}</span>;
}
