/** One row a container, from birth to end, with the moments that shaped the fleet and how many requests ran at once. */
import { useCallback, useMemo, useRef, useState } from "react";
import { type HistoryRow, rowAt } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { requestById } from "../../../metrics/timeline/find-request.ts";
import { type ChosenWindow, panned, zoomedAt } from "../../../metrics/timeline/time-window.ts";
import type { ContainerSnapshot } from "../../../platform/container.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { LIVE } from "../../../store/shown-run.ts";
import type { State } from "../../../store/state.ts";
import { formatClock } from "../../shared/format.ts";
import { Icon } from "../../shared/Icon.tsx";
import { Splitter, usePaneSize } from "../../shared/Splitter.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { useSlowly } from "../../shared/useSlowly.ts";
import { ChartPane } from "../charts/ChartPane.tsx";
import type { DrawChart } from "../charts/chart-image.ts";
import { useElementSize } from "../charts/use-element-size.ts";
import { useRowFilter, useTimeWindow } from "../use-run.ts";
import { drawTimeline, type TimelineView } from "./draw-timeline.ts";
import { TimelineCanvas } from "./TimelineCanvas.tsx";
import { nameLetters, plotOf, TOP_PX, timelineLayout } from "./timeline-layout.ts";
import { timelineModel } from "./timeline-model.ts";
import { TIMELINE_COLUMNS, timelineSummary, timelineTable } from "./timeline-words.ts";
import { useMovingEnd } from "./use-moving-end.ts";
import { useTextScale } from "./use-text-scale.ts";
import "./timeline.css";

const LEAST_PX = 120;
const MOST_PX = 1_200;
/** Of the view, with its title and its sentence. */
const SHARE = 0.3;
const HEAD_PX = 62;
const PADDING_PX = 32;
const NONE: readonly ContainerSnapshot[] = [];
const fleetOf = (state: State) => state.platform.containers;

interface TimelinePaneProps {
  readonly run: ObservedRun;
  readonly title?: string;
  /** Where the whole of its time axis ends at least: two runs beside each other have one length. */
  readonly axisEndMs?: number;
  /** Of a place that it fills, and is not resized in. */
  readonly tallPx?: number;
}

export function TimelinePane({ run, title = "Containers", axisEndMs = 0, tallPx }: TimelinePaneProps) {
  const { observe } = useIntents();
  const isLive = run.id === LIVE;
  const frame = useRef<HTMLDivElement>(null);
  const textScale = useTextScale();
  const width = (useElementSize(frame).width - PADDING_PX) / textScale;
  const letters = nameLetters(run);
  const { plotWidth } = plotOf(width, letters);
  const filter = useRowFilter(run);
  const zoomed = useColdstart((state) => state.observe.window !== undefined);
  const shown = useTimeWindow(run);
  const nowMs = useMovingEnd(isLive, run.untilMs, (shown.toMs - shown.fromMs) / (2 * plotWidth));
  const fleet = useSlowly(fleetOf);
  const { history } = run;
  const whole = useMemo(
    () => ({ fromMs: history.startedAtMs, toMs: Math.max(nowMs, axisEndMs, history.startedAtMs + 1) }),
    [history.startedAtMs, nowMs, axisEndMs],
  );
  const window = zoomed ? shown : whole;
  const alive = isLive ? fleet : NONE;
  const model = useMemo(
    () => timelineModel({ run, window, nowMs, filter, widthPx: plotWidth, alive }),
    [run, window, nowMs, filter, plotWidth, alive],
  );
  const [kept, setKept] = usePaneSize("timeline", Math.max(LEAST_PX, Math.round(innerHeight * SHARE) - HEAD_PX));
  const height = Math.max(LEAST_PX, Math.min(tallPx ?? kept, TOP_PX + timelineLayout(model.rows, width, letters).height));
  const view = useRef<TimelineView>(undefined);
  const onView = useCallback((next: TimelineView) => {
    view.current = next;
  }, []);
  const draw = useCallback<DrawChart>((surface, palette) => {
    if (view.current) drawTimeline(surface, palette, view.current);
  }, []);
  const onWindow = useCallback((next: ChosenWindow) => observe({ window: next }), [observe]);
  const { chosen, containerId, choose } = useChosen(run);

  return (
    <div ref={frame} className="tl">
      <ChartPane
        title={title}
        note={`one row each, ${formatClock(window.fromMs)} to ${formatClock(window.toMs)}`}
        legend={
          <>
            <Legend />
            <ZoomButtons
              zoomed={zoomed}
              onZoom={(factor) => onWindow(zoomedAt(window, (window.fromMs + window.toMs) / 2, factor, whole))}
              onPan={(share) => onWindow(panned(window, share * (window.toMs - window.fromMs), whole))}
            />
          </>
        }
        summary={timelineSummary(model)}
        columns={TIMELINE_COLUMNS}
        rows={() => timelineTable(model)}
        draw={draw}
        empty={model.rows.length === 0 && model.marks.length === 0}
      >
        <TimelineCanvas
          model={model}
          whole={whole}
          height={height}
          textScale={textScale}
          letters={letters}
          chosen={chosen}
          chosenContainerId={containerId}
          onWindow={onWindow}
          onChoose={choose}
          onView={onView}
        />
      </ChartPane>
      {tallPx === undefined && (
        <Splitter
          orientation="horizontal"
          label="Height of the timeline"
          value={height}
          min={LEAST_PX}
          max={MOST_PX}
          initial={Math.max(LEAST_PX, Math.round(innerHeight * SHARE) - HEAD_PX)}
          onChange={setKept}
        />
      )}
    </div>
  );
}

/** The request that is chosen in any view, where this run has it; or a container of which no request is. */
function useChosen(run: ObservedRun) {
  const { selectInvocation, selectContainer } = useIntents();
  const attemptId = useColdstart((state) => state.selectedAttemptId);
  const [containerId, setContainerId] = useState<string>();
  const { rows } = run.history;
  // A request is chosen when it is over: later rows do not change where it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const chosen = useMemo(() => {
    const [requestId = "", arrivedAtMs] = attemptId?.split(" ") ?? [];
    const seq = arrivedAtMs === undefined ? undefined : requestById(rows, requestId, Number(arrivedAtMs));
    return seq === undefined ? undefined : rowAt(rows, seq);
  }, [attemptId, rows.dictionaries]);
  const choose = useCallback(
    (request: HistoryRow | undefined, container: string) => {
      setContainerId(container);
      // Ids of containers mean those of the page's own fleet.
      if (run.id === LIVE) selectContainer(container);
      selectInvocation(request && attemptIdOf(request));
    },
    [run.id, selectContainer, selectInvocation],
  );
  return { chosen, containerId, choose };
}

const KEYS = ["start", "init", "run", "failed", "idle", "evicted"] as const;

function Legend() {
  return (
    <span className="tl-legend">
      {KEYS.map((name) => (
        <span key={name} className="lgd">
          <i className={`tl-key ${name}`} />
          {name}
        </span>
      ))}
    </span>
  );
}

interface ZoomButtonsProps {
  readonly zoomed: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
}

function ZoomButtons({ zoomed, onZoom, onPan }: ZoomButtonsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <span role="group" aria-label="Stretch of time" className="tl-zoom">
      <button
        type="button"
        className="ib icon"
        aria-label="Earlier"
        title="Earlier (Shift Left)"
        disabled={!zoomed}
        onClick={() => onPan(-0.5)}
      >
        <Icon name="chevron-left" />
      </button>
      <button
        type="button"
        className="ib icon"
        aria-label="Later"
        title="Later (Shift Right)"
        disabled={!zoomed}
        onClick={() => onPan(0.5)}
      >
        <Icon name="chevron-right" />
      </button>
      <button type="button" className="ib icon" aria-label="Zoom out" title="Zoom out (-)" disabled={!zoomed} onClick={() => onZoom(2)}>
        <span aria-hidden="true">−</span>
      </button>
      <button type="button" className="ib icon" aria-label="Zoom in" title="Zoom in (+)" onClick={() => onZoom(0.5)}>
        <Icon name="plus" />
      </button>
    </span>
  );
}
