/** How much larger than 16 px this page's texts are: a person's own setting, or the presenter's. What is drawn grows with them. */
import { useSyncExternalStore } from "react";

export function useTextScale(): number {
  return useSyncExternalStore(subscribe, readScale);
}

function readScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}
