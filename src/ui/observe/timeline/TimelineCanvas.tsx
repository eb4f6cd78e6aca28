/** The timeline on its canvas, with what lies over it: the point that is looked at, the chosen request, the shared cursor, a stretch being dragged. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type HistoryRow, rowAt } from "../../../metrics/history/history-rows.ts";
import type { TimeSpan } from "../../../metrics/timeline/span-times.ts";
import type { ChosenWindow } from "../../../metrics/timeline/time-window.ts";
import { useMediaQuery } from "../../shared/useMediaQuery.ts";
import { sizedCanvas } from "../charts/canvas-surface.ts";
import { Tip } from "../charts/Tip.tsx";
import { pointAtMoment, usePointedMoment } from "../charts/time-cursor.ts";
import { useElementSize } from "../charts/use-element-size.ts";
import { usePalette } from "../charts/use-palette.ts";
import { drawTimeline, type TimelineView } from "./draw-timeline.ts";
import { boxOf, type Hit, hitAt } from "./hit.ts";
import { keyAction, type TimelinePoint } from "./timeline-keys.ts";
import { AXIS_PX, ROW_PX, TOP_PX, timelineLayout, xOf } from "./timeline-layout.ts";
import type { TimelineModel } from "./timeline-model.ts";
import { containerWords, markWords, requestWords, spoken, type Words } from "./timeline-words.ts";
import { type Spot, useTimelineGestures } from "./use-timeline-gestures.ts";

interface TimelineCanvasProps {
  readonly model: TimelineModel;
  readonly whole: TimeSpan;
  readonly height: number;
  /** All of it is this many times larger than it is laid out; `height` is as it is laid out. */
  readonly textScale: number;
  /** Of the longest name left of the rows. */
  readonly letters: number;
  readonly chosen: HistoryRow | undefined;
  readonly chosenContainerId: string | undefined;
  readonly onWindow: (window: ChosenWindow) => void;
  readonly onChoose: (request: HistoryRow | undefined, containerId: string) => void;
  /** What is drawn now, for a picture of it. */
  readonly onView: (view: TimelineView) => void;
}

const TIP_PX = 330;

export function TimelineCanvas(props: TimelineCanvasProps) {
  const { model, whole, height, textScale, letters, chosen, chosenContainerId, onWindow, onChoose, onView } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(scroller);
  const palette = usePalette(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const [hover, setHover] = useState<Spot>();
  const [point, setPoint] = useState<TimelinePoint>();
  const keysId = useId();
  const layout = useMemo(() => timelineLayout(model.rows, size.width, letters), [model.rows, size.width, letters]);
  const view = useMemo(() => ({ model, layout, scrollTop }), [model, layout, scrollTop]);
  const ratio = usePixelRatio();

  useEffect(() => {
    onView(view);
    if (!palette || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      const surface = canvas.current && sizedCanvas(canvas.current, size, palette, ratio);
      if (surface) drawTimeline(surface, palette, view);
    });
    return () => cancelAnimationFrame(frame);
  }, [view, palette, size, ratio, onView]);

  useEffect(() => () => pointAtMoment(undefined), []);

  const choose = (hit: Hit | undefined) => {
    if (hit?.type === "request") onChoose(hit.request, hit.life.containerId);
    else if (hit?.type === "container") onChoose(undefined, hit.life.containerId);
  };
  const { stretch, handlers } = useTimelineGestures(scroller, {
    view,
    whole,
    onWindow,
    onHover: setHover,
    onPress(spot) {
      setPoint(undefined);
      choose(hitAt(view, spot.x, spot.y));
    },
  });

  const reveal = ({ containerId }: TimelinePoint) => {
    const top = layout.tops[model.rows.findIndex(({ life }) => life.containerId === containerId)];
    const { current } = scroller;
    if (top === undefined || !current) return;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + ROW_PX > current.scrollTop + size.height - TOP_PX) current.scrollTop = top + ROW_PX - size.height + TOP_PX + 4;
  };
  const pointed = point && pointedOf(model, point);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rowsInView = Math.max(1, Math.floor((size.height - TOP_PX) / ROW_PX));
    const action = keyAction(event, { model, whole, point, plotWidth: layout.plotWidth, rowsInView });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.type === "window") return onWindow(action.window);
    if (action.type === "choose") return choose(pointed);
    setPoint(action.point);
    setHover(undefined);
    if (action.point) reveal(action.point);
    const request = action.point?.seq === undefined ? undefined : rowAt(model.run.history.rows, action.point.seq);
    pointAtMoment(request && request.arrivedAtMs + request.queueMs);
  };

  const hovered = hover && hitAt(view, hover.x, hover.y);
  const told = pointed ?? hovered;
  const words = told && wordsOf(told, model.nowMs);
  const box = pointed?.type === "request" ? boxOf(view, pointed.request) : undefined;
  const rowTop = (containerId: string | undefined) => layout.tops[model.rows.findIndex(({ life }) => life.containerId === containerId)];
  const pointTop = rowTop(pointed?.life.containerId);
  const tipSpot = point ? { x: box?.x ?? layout.left, y: TOP_PX + (pointTop ?? 0) - scrollTop + ROW_PX } : hover;

  return (
    <div className="tl-body" style={{ height, zoom: textScale }}>
      <RowBand className="tl-chosen-row" top={rowTop(chosen?.containerId ?? chosenContainerId)} scrollTop={scrollTop} />
      {/* Arrow keys, plus and minus mean something of its own here: a screen reader must let them through. */}
      <div
        ref={scroller}
        className="tl-scroll"
        role="application"
        aria-roledescription="timeline"
        aria-label="Containers over time"
        aria-describedby={keysId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive
        tabIndex={0}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setPoint(undefined);
          pointAtMoment(undefined);
        }}
        {...handlers}
      >
        <div className="tl-tall" style={{ height: Math.max(size.height, TOP_PX + layout.height) }}>
          <canvas ref={canvas} className="tl-canvas" style={{ height: size.height }} />
        </div>
      </div>
      <p id={keysId} className="visually-hidden">
        Arrow keys move between requests and containers, Enter opens a request. Plus and minus zoom, Shift with the arrow keys moves in
        time, 0 shows the whole run.
      </p>
      <Marker className="tl-chosen" box={chosen && boxOf(view, chosen)} scrollTop={scrollTop} />
      <Marker
        className="tl-point"
        box={box ?? (point && pointTop !== undefined ? rowBox(pointTop, layout.left) : undefined)}
        scrollTop={scrollTop}
      />
      {stretch && <div className="tl-stretch" style={{ left: stretch.fromX, width: stretch.toX - stretch.fromX, top: AXIS_PX }} />}
      <Cursor view={view} />
      {words && tipSpot && !stretch && (
        <div
          className="tl-tip"
          style={{ left: Math.max(0, Math.min(tipSpot.x + 14, size.width - TIP_PX)), top: tipSpot.y + 14, maxWidth: TIP_PX }}
        >
          {/* Its letters are larger already. */}
          <div style={{ zoom: 1 / textScale }}>
            <Tip {...words} />
          </div>
        </div>
      )}
      <output className="visually-hidden">{point && words ? spoken(words) : ""}</output>
    </div>
  );
}

function pointedOf(model: TimelineModel, { containerId, seq }: TimelinePoint): Exclude<Hit, { type: "mark" }> | undefined {
  const life = model.rows.find((row) => row.life.containerId === containerId)?.life;
  if (!life) return undefined;
  const request = seq === undefined ? undefined : rowAt(model.run.history.rows, seq);
  return request ? { type: "request", request, life } : { type: "container", life, atMs: life.ended?.atMs ?? model.nowMs };
}

function wordsOf(hit: Hit, nowMs: number): Words {
  switch (hit.type) {
    case "mark":
      return markWords(hit.mark);
    case "request":
      return requestWords(hit.request);
    case "container":
      return containerWords(hit.life, hit.atMs, nowMs);
  }
}

const rowBox = (top: number, left: number) => ({ x: 0, top, width: left - 4, height: ROW_PX });

function Marker({ className, box, scrollTop }: { className: string; box: ReturnType<typeof boxOf>; scrollTop: number }) {
  if (!box || box.top + 8 < scrollTop) return null;
  return (
    <div
      className={`tl-marker ${className}`}
      style={{ left: box.x - 3, top: TOP_PX + box.top - scrollTop - 1, width: box.width + 6, height: box.height + 2 }}
    />
  );
}

function RowBand({ className, top, scrollTop }: { className: string; top: number | undefined; scrollTop: number }) {
  if (top === undefined || top + 8 < scrollTop) return null;
  return <div className={className} style={{ top: TOP_PX + top - scrollTop, height: ROW_PX }} />;
}

/** The moment that any chart points at. By itself, as it moves with the mouse. */
function Cursor({ view: { model, layout } }: { view: TimelineView }) {
  const atMs = usePointedMoment();
  if (atMs === undefined || atMs < model.window.fromMs || atMs > model.window.toMs) return null;
  return <div className="tl-cursor" style={{ left: xOf(layout, model.window, atMs), top: AXIS_PX - 4 }} />;
}

/** Another screen, or another zoom of the page. */
function usePixelRatio(): number {
  const ratio = window.devicePixelRatio || 1;
  useMediaQuery(`(resolution: ${ratio}dppx)`);
  return ratio;
}
