/** Says starts, evictions and failures to a screen reader, merged, at most one sentence each three seconds. */
import { useEffect, useState } from "react";
import { useStoreApi } from "../shared/store-context.tsx";
import { NO_NEWS, newsText, phasesOf, withNews } from "./fleet-news.ts";

const SAY_EVERY_MS = 3_000;

export function Announcer() {
  const store = useStoreApi();
  const [text, setText] = useState("");

  useEffect(() => {
    let { containers } = store.getState().platform;
    let known = phasesOf(containers);
    let news = NO_NEWS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      timer = undefined;
      const next = newsText(news);
      if (next === "") return;
      setText(next);
      news = NO_NEWS;
      timer = setTimeout(say, SAY_EVERY_MS);
    };
    const unsubscribe = store.subscribe(({ platform }) => {
      if (platform.containers === containers) return;
      containers = platform.containers;
      news = withNews(news, known, containers);
      known = phasesOf(containers);
      // A moment, so that containers that start together are one sentence.
      if (timer === undefined) timer = setTimeout(say, 250);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);

  return (
    <div className="visually-hidden" role="status" aria-label="Fleet news">
      {text}
    </div>
  );
}
