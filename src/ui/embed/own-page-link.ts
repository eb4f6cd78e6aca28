/** The address of what is open, on a page of its own: kept up to date while it is looked at. */
import { useEffect, useState } from "react";
import { encodeLink } from "../../project/share-link/share-link.ts";
import { setupOf } from "../../store/setup-of.ts";
import { baseOf, linkOf } from "../share/share-texts.ts";
import { useStoreApi } from "../shared/store-context.tsx";

/** What is typed is in it when somebody reaches for it. */
const AFTER_MS = 400;

export function useOwnPageLink(): string {
  const store = useStoreApi();
  const [link, setLink] = useState(() => baseOf(location));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;
    const make = async () => {
      newest += 1;
      const turn = newest;
      // Where it is too large for a link, the page alone is opened.
      const fragment = await encodeLink(setupOf(store.getState())).catch(() => undefined);
      const base = baseOf(location);
      if (turn === newest) setLink(fragment === undefined ? base : linkOf({ base, fragment }));
    };
    void make();
    const stop = store.subscribe((state, before) => {
      if (state.project === before.project && state.drafts === before.drafts && state.lesson?.id === before.lesson?.id) return;
      clearTimeout(timer);
      timer = setTimeout(() => void make(), AFTER_MS);
    });
    return () => {
      newest += 1;
      clearTimeout(timer);
      stop();
    };
  }, [store]);

  return link;
}
