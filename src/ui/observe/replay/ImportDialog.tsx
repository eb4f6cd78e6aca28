/**
 * Arrivals from elsewhere: CloudWatch REPORT lines or a CSV of timestamps, pasted or from a file. What was read and what
 * was not is shown before it becomes a recording; the run that is shown for it is modelled, as nothing ran here.
 */
import { useDeferredValue, useMemo, useState } from "react";
import { importArrivals } from "../../../metrics/import/import-arrivals.ts";
import type { Imported, Spread } from "../../../metrics/import/imported.ts";
import type { Recording } from "../../../metrics/replay/recording.ts";
import { simulateRun } from "../../../metrics/replay/simulate.ts";
import { profileOf } from "../../../store/selectors.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { counted } from "../../shared/counted.ts";
import { Dialog } from "../../shared/Dialog.tsx";
import { formatMs } from "../../shared/format.ts";
import { NumberField } from "../../shared/NumberField.tsx";
import { useColdstart, useIntents, useStoreApi } from "../../shared/store-context.tsx";

/** A longer text is cut before it is read: a page that hangs helps nobody. */
const MOST_CHARS = 50_000_000;
/** More of them say nothing new. */
const SHOWN_PROBLEMS = 50;
const EXAMPLE = `REPORT RequestId: 8f5…  Duration: 12.34 ms  Billed Duration: 13 ms  Memory Size: 512 MB  Max Memory Used: 80 MB  Init Duration: 210.4 ms

or

time,function,duration_ms
2026-09-30T11:03:32.106Z,thumbs,93
2026-09-30T11:03:32.410Z,thumbs,88`;

let imported = 0;

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [spread, setSpread] = useState<Spread["type"]>("one-after-another");
  const [perSecond, setPerSecond] = useState(10);
  const [durationMs, setDurationMs] = useState(100);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const settings = useColdstart((state) => state.settings);
  const profile = useColdstart(profileOf);
  const store = useStoreApi();
  const [startedAtMs] = useState(() => store.getState().platform.clock.nowMs);
  const { replay, notify } = useIntents();
  const read = useDeferredValue(text);
  const result = useMemo(() => {
    if (read.trim() === "") return undefined;
    return importArrivals(read, {
      name: `Import ${imported + 1}`,
      functionName: activeFunction || "function",
      settings,
      profileId: profile.id,
      spread: spread === "rate" ? { type: "rate", perSecond } : { type: spread },
      memoryMb: profile.defaults.memoryMb,
      timeoutMs: profile.defaults.timeoutMs,
      durationMs,
      startedAtMs,
    });
  }, [read, startedAtMs, activeFunction, settings, profile, spread, perSecond, durationMs]);
  const recording = result?.recording;

  const add = () => {
    if (!recording || !replay) return;
    imported += 1;
    replay.keepRecording(simulateRun(recording, {}, { id: `import-${imported}`, name: recording.name }), recording);
    notify("info", `${recording.name} is shown. Its run is modelled: none of it ran here.`);
    onClose();
  };

  return (
    <Dialog
      title="Import arrivals"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn pri" disabled={!recording} onClick={add}>
            Import
          </button>
        </>
      }
    >
      <div className="rp-import">
        <label className="field">
          <span className="field-label">CloudWatch REPORT lines, or a CSV of timestamps</span>
          <textarea
            className="input mono"
            rows={9}
            spellCheck={false}
            value={text}
            placeholder={EXAMPLE}
            onChange={(event) => setText(event.currentTarget.value.slice(0, MOST_CHARS))}
          />
        </label>
        <label className="rp-file">
          <span>or a file: </span>
          <input
            type="file"
            accept=".csv,.txt,.log,text/*"
            onChange={async (event) => setText(((await event.currentTarget.files?.[0]?.text()) ?? "").slice(0, MOST_CHARS))}
          />
        </label>
        {result && <Preview result={result} />}
        {result?.needsSpread && (
          <div className="rp-pair">
            <SelectField
              label="The lines have no time. Lay them out"
              value={spread}
              options={[
                { value: "one-after-another", label: "one after another" },
                { value: "rate", label: "at a rate" },
                { value: "all-at-once", label: "all at once" },
              ]}
              onChange={setSpread}
            />
            {spread === "rate" && (
              <NumberField label="Rate" unit="a second" value={perSecond} min={0.01} max={100_000} step={0.01} onChange={setPerSecond} />
            )}
          </div>
        )}
        {result?.needsDuration && (
          <NumberField
            label="Where no duration is given, take"
            unit="ms"
            value={durationMs}
            min={1}
            max={900_000}
            onChange={setDurationMs}
          />
        )}
      </div>
    </Dialog>
  );
}

function Preview({ result }: { result: Imported }) {
  const { recording, problems, moreProblems, lines } = result;
  return (
    <div className="rp-preview" role="status">
      {recording ? <Holds recording={recording} /> : <p>None of the {counted(lines, "line")} could be read as an arrival.</p>}
      {recording?.assumed && (
        <ul className="rp-assumed" aria-label="Assumed">
          {recording.assumed.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <ul className="rp-problems" aria-label="Not read">
          {problems.slice(0, SHOWN_PROBLEMS).map(({ line, message }) => (
            <li key={line}>{message}</li>
          ))}
          {moreProblems + Math.max(0, problems.length - SHOWN_PROBLEMS) > 0 && (
            <li>and {counted(moreProblems + Math.max(0, problems.length - SHOWN_PROBLEMS), "more line")}.</li>
          )}
        </ul>
      )}
    </div>
  );
}

function Holds({ recording }: { recording: Recording }) {
  const { arrivals, spanMs, functions } = recording;
  const names = functions.map(({ name }) => name);
  const shown = names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return (
    <p>
      <b>{counted(arrivals.length, "arrival")}</b> in {formatMs(spanMs)}, of {shown}.
    </p>
  );
}
