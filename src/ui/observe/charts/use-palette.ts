/** The page's colours for what draws itself, read again when the theme changes. Where the system forces colours, those. */
import { type RefObject, useEffect, useState } from "react";
import { useMediaQuery } from "../../shared/useMediaQuery.ts";
import { type Palette, readPalette } from "./palette.ts";

const FORCED = {
  surface: "Canvas",
  sunken: "Canvas",
  ink: "CanvasText",
  inkSoft: "CanvasText",
  inkFaint: "CanvasText",
  line: "GrayText",
  lineStrong: "GrayText",
  start: "LinkText",
  init: "LinkText",
  run: "CanvasText",
  idle: "GrayText",
  crash: "VisitedText",
  rounding: "GrayText",
  server: "CanvasText",
  accent: "Highlight",
  focus: "Highlight",
} as const;

export function usePalette(element: RefObject<Element | null>): Palette | undefined {
  const forced = useMediaQuery("(forced-colors: active)");
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    const read = () => {
      if (!element.current) return;
      const page = readPalette(element.current);
      setPalette(forced ? { ...page, ...FORCED } : page);
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [element, forced]);
  return palette;
}
