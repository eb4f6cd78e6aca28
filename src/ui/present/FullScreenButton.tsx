/** The browser's full screen for the presenter's mode; nothing where the browser has none. */
import { type RefObject, useSyncExternalStore } from "react";
import { Icon } from "../shared/Icon.tsx";

export function FullScreenButton({ of }: { of: RefObject<HTMLElement | null> }) {
  const isFull = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  if (!document.fullscreenEnabled) return null;
  const toggle = () => {
    const done = isFull ? document.exitFullscreen() : of.current?.requestFullscreen();
    // Refused by the browser: it stays as large as the window.
    done?.catch(() => undefined);
  };
  return (
    <button type="button" className="ib icon" aria-label="Full screen" aria-pressed={isFull} title="Full screen" onClick={toggle}>
      <Icon name="full" size={22} />
    </button>
  );
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener("fullscreenchange", onChange);
  return () => document.removeEventListener("fullscreenchange", onChange);
}
