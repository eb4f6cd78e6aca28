/**
 * What is to be replayed: the run that goes on as far as it has come, a stretch of it, or one that is kept. The live run is
 * taken at one moment and stays that, so that what is replayed is what was looked at.
 */
import { useMemo, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { partOfRun } from "../../../metrics/history/part-of-run.ts";
import type { Recording } from "../../../metrics/replay/recording.ts";
import { recordingOf } from "../../../metrics/replay/recording-of.ts";
import { LIVE, liveRun } from "../../../store/shown-run.ts";
import type { State, TimeWindow } from "../../../store/state.ts";
import { formatClock } from "../../shared/format.ts";
import { useColdstart, useStoreApi } from "../../shared/store-context.tsx";
import { useSlowly } from "../../shared/useSlowly.ts";

/** Stands for the stretch that is shown, of the run that is shown. */
export const STRETCH = "stretch";

export interface Source {
  readonly original: ObservedRun;
  readonly recording: Recording;
}

export interface SourceChoice {
  readonly value: string;
  readonly label: string;
}

export interface Sources {
  readonly choices: readonly SourceChoice[];
  readonly chosen: string;
  readonly source: Source | undefined;
  choose(value: string): void;
  /** The live run went on since it was taken: as many requests as this. */
  readonly newer: number;
  takeNewest(): void;
}

export function useSources(shown: ObservedRun): Sources {
  const store = useStoreApi();
  const runs = useColdstart((state) => state.observe.runs);
  const window = useColdstart((state) => state.observe.window);
  const beside = useColdstart((state) => state.observe.besideRunId);
  const kept = useColdstart((state) => state.replay?.recordings);
  const liveCount = useSlowly(countLive);
  const [wanted, setWanted] = useState<string>();
  const [stretch, setStretch] = useState<Source>();
  const [live, setLive] = useState(() => liveRun(store.getState()));
  const takeNewest = () => setLive(liveRun(store.getState()));
  // While nothing is in it, there is nothing to be looked at that would change.
  if ((live?.history.rows.endSeq ?? 0) === 0 && liveCount > 0) takeNewest();

  const isThere = (id: string | undefined) => id === LIVE || (id === STRETCH && stretch !== undefined) || runs.some((run) => run.id === id);
  // What a replay is held beside is what is replayed again, with another change.
  const chosen = [wanted, beside, shown.id].find(isThere) ?? LIVE;
  const original = chosen === LIVE ? live : runs.find(({ id }) => id === chosen);
  const source = useMemo(() => {
    if (chosen === STRETCH) return stretch;
    return original && { original, recording: kept?.find(({ runId }) => runId === chosen)?.recording ?? recordingOf(original) };
  }, [chosen, original, stretch, kept]);

  return {
    choices: [
      { value: LIVE, label: live ? `Live, until ${formatClock(live.untilMs)}` : "Live" },
      ...(window || stretch ? [{ value: STRETCH, label: stretchLabel(stretch, window) }] : []),
      ...runs.map(({ id, name }) => ({ value: id, label: name })),
    ],
    chosen,
    source,
    choose(value) {
      if (value === STRETCH && window) setStretch(stretchOf(shown, window));
      setWanted(value);
    },
    newer: Math.max(0, liveCount - (live?.history.rows.endSeq ?? 0)),
    takeNewest,
  };
}

const countLive = ({ run }: State): number => run?.rows.endSeq ?? 0;

function stretchOf(shown: ObservedRun, window: TimeWindow): Source {
  const { fromMs, toMs } = window;
  const name = `${shown.name}, ${formatClock(fromMs)} to ${formatClock(toMs)}`;
  const original = partOfRun(shown, fromMs, toMs, { id: `stretch-${shown.id}-${fromMs}-${toMs}`, name });
  return { original, recording: { ...recordingOf(shown, window), name } };
}

function stretchLabel(stretch: Source | undefined, window: TimeWindow | undefined): string {
  if (!window) return stretch?.original.name ?? "";
  return `Stretch shown, ${formatClock(window.fromMs)} to ${formatClock(window.toMs)}`;
}
