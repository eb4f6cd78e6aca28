/** How many letters of the logs' type fit beside the other columns: measured once by the browser, and again when it is resized. */
import { type RefObject, useLayoutEffect, useState } from "react";

const LEAST = 16;
const PROBE = "0".repeat(100);

export function useLetters(box: RefObject<HTMLElement | null>, takenPx: number): number {
  const [letters, setLetters] = useState(100);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const read = () => setLetters(Math.max(LEAST, Math.floor((current.clientWidth - takenPx) / letterPx(current))));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    // The type may arrive after the first drawing.
    document.fonts.ready.then(read, () => {});
    return () => observer.disconnect();
  }, [box, takenPx]);
  return letters;
}

function letterPx(box: HTMLElement): number {
  const probe = document.createElement("span");
  probe.className = "lg-probe mono";
  probe.textContent = PROBE;
  box.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return Math.max(1, width / PROBE.length);
}
