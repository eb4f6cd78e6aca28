/** Where a popover stands: below the control that opened it, or above where there is no room; always on the screen. */
import { cssZoomOf } from "./css-zoom.ts";

const GAP_PX = 4;
const EDGE_PX = 8;

export type Align = "start" | "end";

export function placeBeside(popover: HTMLElement, control: HTMLElement, align: Align): void {
  const from = control.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = align === "start" ? from.left : from.right - width;
  const below = from.bottom + GAP_PX;
  const top = below + height > innerHeight - EDGE_PX ? from.top - GAP_PX - height : below;
  const zoom = cssZoomOf(popover);
  popover.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX)) / zoom}px`;
  popover.style.top = `${Math.max(EDGE_PX, top) / zoom}px`;
}
