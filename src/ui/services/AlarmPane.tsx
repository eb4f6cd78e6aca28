/** An alarm: its rule in a sentence, its state and why, the periods it looks at; and a way to try its action. */
import { useId, useState } from "react";
import type { AlarmConfig } from "../../platform/services/services-config.ts";
import type { AlarmView } from "../../platform/services/services-view.ts";
import { problemWords } from "../shared/attempt.ts";
import { formatCountdown } from "../shared/format.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { AlarmChart } from "./AlarmChart.tsx";
import { AlarmForm, AlarmSentence } from "./AlarmForm.tsx";
import { AlarmMark } from "./AlarmMark.tsx";
import { alarmSentence } from "./alarm-words.ts";
import { CallSaid } from "./CallSaid.tsx";
import { ALARM_WORDS } from "./service-rows.ts";
import { useCall } from "./use-call.ts";
import { durationWords, formatMoment } from "./words.ts";
import "./alarm.css";
import "./service-forms.css";

export function AlarmPane({ name }: { name: string }) {
  const config = useColdstart((state) => state.project.alarms.find((each) => each.name === name));
  const view = useColdstart((state) => state.services.alarms.find((each) => each.config.name === name));
  const { openService } = useIntents();
  if (!config) return null;
  return (
    <div className="service-body">
      <div className="service-main">
        <AlarmState view={view} />
        <div className="service-part">
          <p className="alarm-sentence">
            <b>In alarm</b> when {alarmSentence(config)}.
          </p>
          {config.queue !== undefined && (
            <p className="field-hint">
              When it goes into alarm, it also tells{" "}
              <button type="button" className="lk" onClick={() => openService({ kind: "queue", name: config.queue ?? "" })}>
                {config.queue}
              </button>
              .
            </p>
          )}
        </div>
        <div className="service-part">
          <h3>What it looks at</h3>
          {view && view.datapoints.length > 0 ? (
            <AlarmChart config={config} datapoints={view.datapoints} />
          ) : (
            <p className="field-hint">No period has ended yet. The first ends {durationWords(config.periodMs)} after the alarm was made.</p>
          )}
        </div>
        <TryState name={name} />
        {view && <History changes={view.history} />}
      </div>
      <aside className="service-side" aria-label="The rule">
        <div className="service-part">
          <h3>The rule</h3>
          <RuleForm key={JSON.stringify(config)} config={config} />
        </div>
      </aside>
    </div>
  );
}

function AlarmState({ view }: { view: AlarmView | undefined }) {
  const nowMs = usePlatformNowMs();
  return (
    <section className="service-part alarm-state" aria-label="State">
      <p className="alarm-now">
        <AlarmMark state={view?.state ?? "INSUFFICIENT_DATA"} />
        {view && (
          <span className="muted">
            since {formatMoment(view.sinceMs)}, looks again in {formatCountdown(view.nextEvaluationMs - nowMs)}
          </span>
        )}
      </p>
      <p>{view?.reason ?? "It has not looked yet."}</p>
    </section>
  );
}

function History({ changes }: { changes: AlarmView["history"] }) {
  const labelId = useId();
  return (
    <section className="service-part" aria-labelledby={labelId}>
      <h3 id={labelId}>Its last changes</h3>
      {changes.length === 0 ? (
        <p className="field-hint">Its state has not changed yet.</p>
      ) : (
        <ol className="alarm-history" aria-labelledby={labelId}>
          {changes.map(({ atMs, from, to, reason }, place) => (
            // Several may fall into one millisecond.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={`${atMs} ${changes.length - place}`}>
              <span className="mono muted">{formatMoment(atMs)}</span>
              <AlarmMark state={to} />
              <span className="muted">after {ALARM_WORDS[from]}</span>
              <p>{reason}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const STATES = (["ALARM", "OK", "INSUFFICIENT_DATA"] as const).map((value) => ({ value, label: ALARM_WORDS[value] }));

/** As `aws cloudwatch set-alarm-state` does: until the next evaluation says otherwise. */
function TryState({ name }: { name: string }) {
  const { callService } = useIntents();
  const call = useCall();
  const labelId = useId();
  const [state, setState] = useState<AlarmView["state"]>("ALARM");
  const set = () =>
    call.run(async () => {
      const input = { AlarmName: name, StateValue: state, StateReason: "Set by hand to try the action." };
      await callService({ service: "cloudwatch", operation: "SetAlarmState", input });
      return `Set to ${ALARM_WORDS[state]}, until it looks again.`;
    });
  return (
    <section className="service-part" aria-labelledby={labelId}>
      <h3 id={labelId}>Try its action</h3>
      <div className="form-actions">
        <Segmented label="State" value={state} options={STATES} onChange={setState} />
        <button type="button" className="btn" disabled={call.busy} onClick={() => void set()}>
          Set state
        </button>
        <CallSaid said={call.said} />
      </div>
    </section>
  );
}

function RuleForm({ config: before }: { config: AlarmConfig }) {
  const { updateService } = useIntents();
  const [config, setConfig] = useState(before);
  const [refused, setRefused] = useState<string>();
  const changed = JSON.stringify(config) !== JSON.stringify(before);
  return (
    <form
      className="service-form"
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(problemWords(() => updateService(before.name, { kind: "alarm", config })));
      }}
    >
      <AlarmForm
        config={config}
        exists
        onChange={(next) => {
          setConfig(next);
          setRefused(undefined);
        }}
      />
      {changed && <AlarmSentence config={config} />}
      {refused !== undefined && (
        <p className="field-wrong" role="alert">
          {refused}
        </p>
      )}
      <div className="form-actions">
        <button type="submit" className="btn pri" disabled={!changed}>
          Save rule
        </button>
        {changed && (
          <button type="button" className="btn ghost" onClick={() => setConfig(before)}>
            Undo
          </button>
        )}
      </div>
    </form>
  );
}
