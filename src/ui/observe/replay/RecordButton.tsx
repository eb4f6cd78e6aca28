/** Starts and stops a recording, and says what it holds so far. */

import { counted } from "../../shared/counted.ts";
import { formatMs } from "../../shared/format.ts";
import { usePlatformNowMs } from "../../shared/platform-now.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";

export function RecordButton() {
  const taping = useColdstart((state) => state.replay?.taping);
  const { replay } = useIntents();
  if (!replay) return null;
  if (!taping) {
    return (
      <button
        type="button"
        className="btn ghost rp-record"
        title="Keep each arrival with its whole event, to send it again"
        onClick={replay.startRecording}
      >
        <i className="rp-dot" /> Record
      </button>
    );
  }
  const { arrivals, events, withoutEvent } = taping;
  const left = withoutEvent > 0 ? ` ${counted(withoutEvent, "event")} did not fit.` : "";
  return (
    <button
      type="button"
      className="btn ghost rp-record on"
      title={`${counted(arrivals, "arrival")}, ${counted(events, "event")} that differ.${left}`}
      onClick={replay.stopRecording}
    >
      <i className="rp-dot" /> Stop recording
      <span className="muted">
        <Elapsed sinceMs={taping.sinceMs} />, {counted(arrivals, "arrival")}
      </span>
    </button>
  );
}

function Elapsed({ sinceMs }: { sinceMs: number }) {
  const nowMs = usePlatformNowMs();
  return <>{formatMs(Math.max(0, Math.floor((nowMs - sinceMs) / 1_000) * 1_000))}</>;
}
