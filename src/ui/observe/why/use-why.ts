/** Why, for the run, filter and stretch that are shown. A long run that goes on is read anew once a second, not with each request. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { Why } from "../../../metrics/why/finding.ts";
import { whyOfRun } from "../../../metrics/why/why-of-run.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { useRowFilter } from "../use-run.ts";

const MANY_ROWS = 50_000;
const CALM_MS = 1_000;
const WHOLE = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

export function useWhy(run: ObservedRun): Why {
  const calm = useCalm(run);
  const filter = useRowFilter(calm);
  const stretch = useColdstart((state) => state.observe.window) ?? WHOLE;
  const { history, details, profile, settings } = calm;
  // The clock goes on while nothing happens: what is explained changes only with the record.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => whyOfRun(calm, filter, stretch),
    [history.rows, history.fleet, history.events, details, profile, settings, filter, stretch],
  );
}

/** A long run as it was at most a second ago; a short one, and another one than before, as it is. */
function useCalm(run: ObservedRun): ObservedRun {
  const { firstSeq, endSeq } = run.history.rows;
  const isLong = endSeq - firstSeq > MANY_ROWS;
  const [calm, setCalm] = useState(run);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  useEffect(() => {
    if (!isLong) return;
    setCalm(latest.current);
    const timer = setInterval(() => setCalm(latest.current), CALM_MS);
    return () => clearInterval(timer);
  }, [isLong]);
  const isFit =
    isLong && calm.id === run.id && calm.history.startedAtMs === run.history.startedAtMs && calm.history.rows.endSeq > MANY_ROWS;
  return isFit ? calm : run;
}
