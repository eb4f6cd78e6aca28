/**
 * The service worker: gives the page the two headers that cross-origin isolation needs on a host that cannot send them,
 * answers the real addresses of the open project, and keeps the page's files so that it opens without a network. A new
 * version waits until a person lets it in; the first one takes control at once.
 */
import { clearUp } from "./service-worker/clear-up.ts";
import type { FileList } from "./service-worker/file-list.ts";
import { fetchListed } from "./service-worker/fill.ts";
import { fileKeeper } from "./service-worker/keeper.ts";
import { type OfflineAsk, parseOfflineRequest } from "./service-worker/offline-messages.ts";
import { isPage, pagesOf } from "./service-worker/pages.ts";
import { placeOf } from "./service-worker/place.ts";
import { answerPlace } from "./service-worker/real-addresses.ts";
import { fileServer } from "./service-worker/serve-file.ts";
import { storedFiles } from "./service-worker/stored-files.ts";
import { baseOf, scope } from "./service-worker/worker-scope.ts";

/** Written in by the build. */
declare const __FILE_LIST__: FileList;

const list = __FILE_LIST__;
const base = baseOf(scope);
const stored = storedFiles(caches, base, list);
const keeper = fileKeeper({
  list,
  stored,
  fetchFile: fetchListed(base),
  async tell(report) {
    for (const page of await pagesOf(scope)) page.postMessage(report);
  },
});
const files = fileServer({
  base,
  files: list.files,
  stored,
  isOnline: () => scope.navigator.onLine,
  onReached: keeper.reached,
  onUsed: keeper.used,
});

// The first one has nothing to replace: what it keeps, it brings when the page has time. A later one is ready when it is
// installed, so that what is offered is there; where it cannot be had now, the browser tries again.
scope.addEventListener("install", (event) => event.waitUntil(scope.registration.active ? installUpdate() : Promise.resolve()));

async function installUpdate(): Promise<void> {
  const failure = await keeper.prepare([]);
  if (failure === "no-network") throw new Error("The new version could not be loaded whole.");
}

scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== base.origin) return;
  const place = placeOf(url, base);
  const answer = place ? answerPlace(scope, event.request, place) : files.answer(event);
  if (answer) event.respondWith(answer);
});

scope.addEventListener("message", (event) => {
  const ask = parseOfflineRequest(event.data);
  if (!ask || !event.source || !isPage(scope, event.source)) return;
  const { source } = event;
  event.waitUntil(
    perform(ask).then(async () => {
      source.postMessage(await keeper.report());
      await clearUp(scope, stored);
    }),
  );
});

async function perform(message: OfflineAsk): Promise<unknown> {
  switch (message.ask) {
    case "state":
      return undefined;
    case "probe":
      return probe();
    case "prepare":
      return keeper.prepare(message.used.map(belowBase));
    case "get-all":
      return keeper.getAll();
    case "stop":
      return keeper.stop();
    case "take-over":
      return scope.skipWaiting();
  }
}

async function probe(): Promise<void> {
  try {
    await fetch(new URL("manifest.webmanifest", base), { method: "HEAD", cache: "no-store" });
    keeper.reached(true);
  } catch {
    keeper.reached(false);
  }
}

function belowBase(address: string): string {
  const isBelow = address.startsWith(base.href);
  return isBelow ? address.slice(base.href.length) : "";
}
