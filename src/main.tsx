/** Builds host, store and ui and joins them; the only file that sees every folder. */

import { nodeBuiltins } from "virtual:node-builtins";
import { npmPackageUrls } from "virtual:npm-packages";
import { starterBundles } from "virtual:starter-bundle";
import { createRoot } from "react-dom/client";
import type { StoreApi } from "zustand";
import { createBundlerClient } from "./bundler/bundler-client.ts";
import { createConsoleHandle } from "./console-handle.ts";
import { createBuiltinLibrary } from "./host/builtin-library.ts";
import { createContentStore } from "./host/content-store.ts";
import { ensureIsolation, startServiceWorker } from "./host/isolation.ts";
import { createLivePlatform } from "./host/live-platform.ts";
import { openStorage } from "./host/storage.ts";
import type { LinkOpener, LinkOpenerOptions } from "./link-opener.ts";
import { awsLambda } from "./platform/profiles/aws-lambda.ts";
import { createPlatformPort } from "./platform-port.ts";
import { projectSlug } from "./project/http-front-of.ts";
import { isLinkFragment } from "./project/share-link/link-mark.ts";
import { type Keeper, keepProject } from "./project-keeper.ts";
import { createReporter } from "./reporter.ts";
import { createRunRecorder } from "./run-recorder.ts";
import { RUNTIME_NAMES } from "./sandbox/runtime-names.ts";
import { createServicesKeeper, type ServicesKeeper } from "./services-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { defaultSettings } from "./store/default-settings.ts";
import { receiverOf } from "./store/draft-request.ts";
import { platformBegun } from "./store/initial-state.ts";
import type { Coldstart } from "./store/intents.ts";
import type { PlatformPort } from "./store/ports.ts";
import { httpFront } from "./store/selectors.ts";
import { beginSession, sessionBeganMs } from "./store/session-mark.ts";
import { gated, isTrusted, NOT_TRUSTED, PORT_RULES } from "./trust-gate.ts";
import { App } from "./ui/App.tsx";
import { StoreProvider } from "./ui/shared/store-context.tsx";

const WORKER_URL = "./service-worker.js";

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root.");
  const inFrame = /[?&]embed\b/.test(location.search);
  const embedding = inFrame ? (await import("./embedding.ts")).createEmbedding(root) : undefined;
  if (inFrame ? !embedding : await ensureIsolation(WORKER_URL)) return;
  // Fetched while the page is being built; whether it came is asked when the link is opened.
  if (isLinkFragment(location.hash)) void import("./link-opener.ts").catch(() => {});
  const profile = awsLambda;
  const settings = defaultSettings(profile);
  const reporter = createReporter();
  const bundler = createBundlerClient({
    prebuilt: starterBundles,
    settings: { ...RUNTIME_NAMES, npmPackageUrls },
  });
  const contents = createContentStore();
  const live = createLivePlatform({
    profile,
    settings,
    bundler,
    builtins: createBuiltinLibrary(nodeBuiltins),
    sandboxHtml: fetch("./sandbox.html").then((response) => response.text()),
    listener: {
      ...reporter.listener,
      servicesChanged: () => {
        reporter.listener.servicesChanged();
        services.changed();
      },
    },
    contents,
    network: () => {
      const { project, confirmedHosts } = store.getState();
      return { network: project.network, confirmedHosts };
    },
    makeReady: (functionName) => makeReady(store, functionName),
  });
  const port = gated(createPlatformPort(live, contents), PORT_RULES, () => isTrusted(store.getState()));
  const store = createColdstartStore(port, { settings });
  const recorder = createRunRecorder(store, { live, refresh: reporter.flush });
  reporter.connect({ store, live, recorder });
  const tab = embedding ? undefined : tabStorage();
  /** What is charted and charged begins there too. */
  const goOnFrom = (atMs: number) => {
    live.clock.goOnFrom(atMs);
    const nowMs = live.clock.nowMs();
    store.setState(({ platform }) => ({ platform: platformBegun(nowMs, platform), run: undefined }));
  };
  const services = createServicesKeeper({
    store,
    clock: { nowMs: live.clock.nowMs, goOnFrom },
    desk: live.services,
    tab,
    saveProject: () => project.ensureSaved(),
  });
  const openBoth = async () => {
    const storage = await openStorage();
    contents.keepOn(storage);
    return storage;
  };
  const project = embedding?.keeper(services) ?? keepProject(store, { openStorage: openBoth, tab, services });
  const links = lazyLinks({ store, kept: project.ready, saved: project.ensureSaved });
  const ready = Promise.all([project.ready, openAddress(store, links)]).then(() => {});
  addEventListener("hashchange", () => void openAddress(store, links));
  const handle = createConsoleHandle({ store, port, live, profile, ready, links, refresh: reporter.flush });
  Object.defineProperty(window, "coldstart", { value: handle, configurable: true });
  await ready;
  await embedding?.begin(store, handle);
  if (sessionBeganMs(tab) === undefined) beginSession(tab, Date.now());
  const later = (without: string, load: () => Promise<void>) => whenIdle(() => void orSay(store, without, load));
  later("The code that keeps what happened could not be loaded: Observe stays empty.", recorder.load);
  warmUpAfterFirstAnswer(store, bundler.warmUp);
  if (!embedding) {
    const noHistory = "The code that keeps versions and edits could not be loaded: the history stays empty.";
    later(noHistory, () => loadHistory(store, project));
    later("The code for other projects and for zips could not be loaded.", () => loadShelf(store, project, services));
    whenIdle(() => void openRealUrls(store, port));
  }

  createRoot(root).render(
    <StoreProvider store={store}>
      <App />
    </StoreProvider>,
  );
}

/** The code that opens links comes with the first of them. */
function lazyLinks(options: LinkOpenerOptions): () => Promise<LinkOpener> {
  let opener: Promise<LinkOpener> | undefined;
  return () => {
    opener ??= import("./link-opener.ts").then(({ createLinkOpener }) => createLinkOpener(options));
    opener.catch(() => {
      opener = undefined;
    });
    return opener;
  };
}

async function openAddress(store: StoreApi<Coldstart>, links: () => Promise<LinkOpener>): Promise<void> {
  if (!isLinkFragment(location.hash)) return;
  const without = "The code that opens links could not be loaded: the link in the address is not open.";
  await orSay(store, without, async () => (await links()).openOwn());
}

/** Code that the first screen does without: where it cannot be had, `without` says what that means. */
async function orSay(store: StoreApi<Coldstart>, without: string, load: () => Promise<void>): Promise<void> {
  try {
    await load();
  } catch {
    store.getState().intents.notify("warning", without, "Check the connection and reload the page.");
  }
}

async function loadShelf(store: StoreApi<Coldstart>, keeper: Keeper, services: ServicesKeeper): Promise<void> {
  const { addShelf } = await import("./project-shelf.ts");
  addShelf(store, { keeper, services });
}

/** What was deployed or typed until it is here is kept when it comes. */
async function loadHistory(store: StoreApi<Coldstart>, project: Keeper): Promise<void> {
  const { keepHistory } = await import("./history-keeper.ts");
  keepHistory(store, { project });
}

/** `fn/<project>/<path>` answers in any tab while this page is open. */
async function openRealUrls(store: StoreApi<Coldstart>, port: PlatformPort): Promise<void> {
  const workers = await startServiceWorker(WORKER_URL);
  if (!workers) return;
  void import("./offline-keeper.ts").then(({ keepOffline }) => keepOffline(store, workers)).catch(() => undefined);
  const { answerRealUrls } = await import("./host/real-url.ts");
  answerRealUrls({
    workers,
    // "fn/Photo Service/…" is meant as "fn/photo-service/…" is.
    holds: (project) => isTrusted(store.getState()) && projectSlug(project) === projectSlug(store.getState().project.name),
    async answer(request) {
      const front = httpFront(store.getState());
      const receiver = receiverOf({ kind: "http", request }, "", front);
      const problem = receiver === undefined ? undefined : await makeReady(store, receiver);
      if (problem !== undefined) throw new Error(problem);
      return port.http(front, request);
    },
  });
}

/** What an event is for is deployed when the event comes, if it never was: a cloud has it deployed long before. */
async function makeReady(store: StoreApi<Coldstart>, functionName: string): Promise<string | undefined> {
  const version = () => store.getState().deployments[functionName]?.version;
  if (!isTrusted(store.getState())) return NOT_TRUSTED.message;
  if (version() !== undefined) return undefined;
  await store.getState().intents.deploy(functionName);
  return version() === undefined ? `The code of ${functionName} does not build, so nothing can run it yet.` : undefined;
}

/** The first answer is here, and what is open may be built: what the first change of the code will need may come now. */
function warmUpAfterFirstAnswer(store: StoreApi<Coldstart>, warmUp: () => void): void {
  const isTime = (state: Coldstart) => state.visited && isTrusted(state);
  if (isTime(store.getState())) return whenIdle(warmUp);
  const stop = store.subscribe((state) => {
    if (!isTime(state)) return;
    stop();
    whenIdle(warmUp);
  });
}

function whenIdle(action: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(action, 1_000);
  else requestIdleCallback(action);
}

function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

void start();
