/** When a function is started: the expression, what it means in words, and the next ten moments, as it is typed. */
import { useId, useMemo, useState } from "react";
import { describeSchedule } from "../../../platform/triggers/schedule/describe-schedule.ts";
import { nextFirings } from "../../../platform/triggers/schedule/next-firings.ts";
import { parseSchedule } from "../../../platform/triggers/schedule/schedule-expression.ts";
import { untilWords } from "../../map/flight-rows.ts";
import { usePlatformNowMs } from "../../shared/platform-now.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { Check } from "./Check.tsx";
import { FilterField } from "./FilterField.tsx";
import { useWrong } from "./use-wrong.tsx";

const SHOWN = 10;

const EXAMPLES = [
  { expression: "rate(5 minutes)", words: "Every 5 minutes" },
  { expression: "cron(0 3 * * ? *)", words: "Every day at 03:00" },
  { expression: "cron(0 9 ? * MON-FRI *)", words: "Weekdays at 09:00" },
  { expression: "cron(0 8 1 * ? *)", words: "The first of each month" },
  { expression: "cron(0 18 L * ? *)", words: "The last day of each month" },
  { expression: "*/15 * * * *", words: "Plain cron, each quarter" },
] as const;

export function ScheduleForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"schedule">>) {
  const id = useId();
  const { run, words } = useWrong();
  const [typed, setTyped] = useState<string>();
  const [zone, setZone] = useState<string>();
  const expression = typed ?? trigger.expression;
  const timeZone = zone ?? trigger.timeZone;
  const parsed = useMemo(() => parseSchedule(expression, timeZone), [expression, timeZone]);
  // The project's parser has the last word; while it refuses, what is typed stays.
  const commit = (nextExpression: string, nextZone: string) => {
    if (!parseSchedule(nextExpression, nextZone).ok) return;
    const problem = onChange({ ...trigger, expression: nextExpression.trim(), timeZone: nextZone });
    run("expression", problem);
    if (problem !== undefined) return;
    setTyped(undefined);
    setZone(undefined);
  };
  const isZoneWrong = !parsed.ok && /zone/i.test(parsed.code);

  return (
    <>
      <div className="form-pair schedule">
        <div className="field">
          <label htmlFor={`${id}-expression`} className="field-label">
            Expression
          </label>
          <input
            id={`${id}-expression`}
            className="input mono"
            list={`${id}-examples`}
            autoComplete="off"
            spellCheck={false}
            value={expression}
            aria-invalid={!parsed.ok && !isZoneWrong}
            aria-describedby={`${id}-words`}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => commit(expression, timeZone)}
            onKeyDown={(event) => {
              if (event.key === "Enter") commit(expression, timeZone);
            }}
          />
          <datalist id={`${id}-examples`}>
            {EXAMPLES.map((example) => (
              <option key={example.expression} value={example.expression}>
                {example.words}
              </option>
            ))}
          </datalist>
        </div>
        <div className="field">
          <label htmlFor={`${id}-zone`} className="field-label">
            Time zone
          </label>
          <input
            id={`${id}-zone`}
            className="input"
            list={`${id}-zones`}
            autoComplete="off"
            spellCheck={false}
            value={timeZone}
            aria-invalid={isZoneWrong}
            aria-describedby={`${id}-words`}
            onChange={(event) => setZone(event.currentTarget.value)}
            onBlur={() => commit(expression, timeZone)}
            onKeyDown={(event) => {
              if (event.key === "Enter") commit(expression, timeZone);
            }}
          />
          <datalist id={`${id}-zones`}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
      </div>
      <p id={`${id}-words`} className={`form-wide ${parsed.ok ? "schedule-words" : "field-wrong"}`} role="status">
        {parsed.ok ? describeSchedule(parsed.value) : `${parsed.message} ${parsed.remedy}`}
      </p>
      {words("expression")}
      {parsed.ok && <Firings functionName={functionName} expression={expression} timeZone={timeZone} enabled={trigger.enabled} />}
      <Check
        label="Fires by itself"
        checked={trigger.enabled}
        onChange={(enabled) => run("enabled", onChange({ ...trigger, enabled }))}
        hint="When paused, only “Fire now” starts it."
      />
      {words("enabled")}
      <FilterField
        label="Input, instead of the scheduled event"
        value={trigger.input}
        placeholder='{ "job": "clean-up" }'
        hint="Empty: EventBridge’s own event, with the time it was due."
        onCommit={(input) => {
          const { input: _, ...rest } = trigger;
          return onChange(input === undefined ? rest : { ...rest, input });
        }}
      />
    </>
  );
}

interface FiringsProps {
  functionName: string;
  expression: string;
  timeZone: string;
  enabled: boolean;
}

function Firings({ functionName, expression, timeZone, enabled }: FiringsProps) {
  const nowMs = usePlatformNowMs();
  // A rate counts from when it was set up: the platform says when it fires next.
  const plannedMs = useColdstart(
    ({ services }) => services.schedules.find((each) => each.functionName === functionName && each.expression === expression)?.nextMs,
  );
  // Anew once a minute of platform time, or when the first of them has passed: not with every tick.
  const fromMs = Math.floor(nowMs / 60_000) * 60_000;
  const all = useMemo(() => {
    const schedule = parseSchedule(expression, timeZone);
    if (!schedule.ok) return [];
    const { value } = schedule;
    const anchorMs = value.kind === "rate" && plannedMs !== undefined ? plannedMs - value.everyMs : undefined;
    return nextFirings(value, fromMs, SHOWN + 1, anchorMs);
  }, [expression, timeZone, fromMs, plannedMs]);
  const firings = all.filter((atMs) => atMs > nowMs).slice(0, SHOWN);
  const format = useMemo(
    () =>
      new Intl.DateTimeFormat("en-GB", {
        ...{ timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" },
        ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
      }),
    [timeZone],
  );
  if (firings.length === 0) return <p className="field-wrong form-wide">It fires no more: give it a time that is still to come.</p>;
  return (
    <div className="form-wide">
      <p className="field-label">
        {enabled ? `Next ${firings.length} firings` : "Paused. It would fire"}, in {timeZone}
      </p>
      <ol className="firings">
        {firings.map((atMs) => (
          <li key={atMs}>
            <span className="mono">{format.format(atMs)}</span>
            <span className="muted">in {untilWords(atMs - nowMs)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
