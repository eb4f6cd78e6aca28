/** A part of the state that is worth a redraw only a few times a second: charts and long lists. */
import { useEffect, useState } from "react";
import type { Coldstart } from "../../store/intents.ts";
import { useStoreApi } from "./store-context.tsx";

/** The selector must be the same function from draw to draw. */
export function useSlowly<T>(selector: (state: Coldstart) => T, everyMs = 250): T {
  const store = useStoreApi();
  const [value, setValue] = useState(() => selector(store.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      setValue(() => selector(store.getState()));
    };
    read();
    const stop = store.subscribe(() => {
      timer ??= setTimeout(read, everyMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, selector, everyMs]);
  return value;
}
