/** How large the presenter's mode is drawn: for the window it has, so that a larger screen shows the same, larger. */
import { useSyncExternalStore } from "react";

/** What the sizes of the style sheet are made for. */
const WIDTH_PX = 1_440;
const HEIGHT_PX = 900;
/** The smallest letters in a pane, 10 px, become 18. */
const PANE_ZOOM = 1.8;
/** A chart needs this much room to be one, whatever size its letters are then. */
const LEAST_CHART_PX = 330;

export interface PresentZoom {
  /** Of everything. Never smaller than it is made. */
  readonly all: number;
  /** Of the panes of Observe, on top of that. */
  readonly panes: number;
}

export function presentZoom(widthPx: number, heightPx: number): PresentZoom {
  return {
    all: Math.max(1, Math.min(widthPx / WIDTH_PX, heightPx / HEIGHT_PX)),
    panes: Math.max(1, Math.min(PANE_ZOOM, widthPx / LEAST_CHART_PX)),
  };
}

export function usePresentZoom(): PresentZoom {
  const width = useSyncExternalStore(subscribe, () => innerWidth);
  const height = useSyncExternalStore(subscribe, () => innerHeight);
  return presentZoom(width, height);
}

function subscribe(onChange: () => void): () => void {
  addEventListener("resize", onChange);
  return () => removeEventListener("resize", onChange);
}
