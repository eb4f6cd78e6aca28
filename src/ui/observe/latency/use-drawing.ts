/** What a chart on a canvas is drawn anew for: its size, and the colours that the page has now. */
import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { SurfaceSize } from "../charts/canvas-surface.ts";

/** undefined until it is laid out. */
export function useElementSize(element: RefObject<HTMLElement | null>): SurfaceSize | undefined {
  const [size, setSize] = useState<SurfaceSize>();
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const read = () => {
      const { clientWidth: width, clientHeight: height } = target;
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

const LOOKS = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"];

/** Another text whenever the tokens' colours may be others. */
export function usePageLook(): string {
  return useSyncExternalStore(subscribe, readLook);
}

function readLook(): string {
  return [document.documentElement.dataset.theme, ...LOOKS.map((query) => matchMedia(query).matches)].join(" ");
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  const lists = LOOKS.map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    for (const list of lists) list.removeEventListener("change", onChange);
  };
}

/** Texts on a canvas grow with the page's, which a person or the presenter's mode may have made larger. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}
