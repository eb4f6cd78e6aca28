/** The time that a workshop's leader gives a step, on the wall's clock: started, paused and begun again by its button. */
import { useEffect, useState } from "react";
import { Icon } from "../shared/Icon.tsx";

export function StepTimer({ minutes }: { minutes: number }) {
  const all = minutes * 60;
  const [left, setLeft] = useState(all);
  /** When it ends, while it runs. */
  const [untilMs, setUntilMs] = useState<number>();
  useEffect(() => {
    if (untilMs === undefined) return;
    const timer = setInterval(() => {
      const next = Math.max(0, Math.round((untilMs - performance.now()) / 1_000));
      setLeft(next);
      if (next === 0) setUntilMs(undefined);
    }, 250);
    return () => clearInterval(timer);
  }, [untilMs]);
  const over = left === 0;
  const runs = untilMs !== undefined;
  const press = () => {
    const from = over ? all : left;
    setLeft(from);
    setUntilMs(runs ? undefined : performance.now() + from * 1_000);
  };
  const what = over ? "Time is up. Start the timer again" : runs ? "Pause the timer" : "Start the timer";
  return (
    <button type="button" className="btn ghost lesson-timer" aria-label={what} title={what} onClick={press}>
      <Icon name={runs ? "stop" : "play"} size={12} />
      <span className="mono" role="timer">
        {over ? "0:00" : clockText(left)}
      </span>
      <span className="visually-hidden" role="status">
        {over && "Time is up."}
      </span>
    </button>
  );
}

function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
