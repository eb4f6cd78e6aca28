/** How large an element is drawn, in CSS pixels. Zero until it is on the page. */
import { type RefObject, useLayoutEffect, useState } from "react";
import type { SurfaceSize } from "../charts/canvas-surface.ts";

const NOTHING: SurfaceSize = { width: 0, height: 0 };

export function useElementSize(element: RefObject<HTMLElement | null>): SurfaceSize {
  const [size, setSize] = useState(NOTHING);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const read = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = current;
        return before.width === width && before.height === height ? before : { width, height };
      });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
