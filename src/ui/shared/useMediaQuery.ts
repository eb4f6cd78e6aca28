/** Whether a media query holds now; panels that differ by more than CSS can say ask here. */
import { useCallback, useSyncExternalStore } from "react";

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** A phone: one column, a bottom bar, targets of 44 px. */
export function useIsNarrow(): boolean {
  return useMediaQuery("(max-width: 719px)");
}
