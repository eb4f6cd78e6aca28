/**
 * The page's end of "works offline": asks the service worker what is kept, has it bring the rest, and notices a new
 * version. Which build this page is of, it knows by the address of one of its own scripts.
 */
import { isWhichBuild, type OfflineAsk, type OfflineReport, parseOfflineReport } from "./service-worker/offline-messages.ts";

/** While the host does not answer. */
const PROBE_EVERY_MS = 30_000;
/** A page that stays open for days asks too. */
const UPDATE_EVERY_MS = 30 * 60_000;
/** A worker that does not take over by then will not. */
const TAKEN_OVER_WITHIN_MS = 4_000;

export interface OfflineClient {
  getAll(): void;
  stop(): void;
  /** Keeps what the page needs, and what it has used by now. */
  prepare(): void;
  /** Has it told again. */
  ask(): void;
  /** Lets the new version in; resolves when a reload brings it. */
  takeOver(): Promise<void>;
}

export interface OfflineClientOptions {
  readonly workers: ServiceWorkerContainer;
  readonly registration: ServiceWorkerRegistration;
  /** The address of a script that no other build has. */
  readonly marker: string;
  readonly onReport: (report: OfflineReport) => void;
  /** A new version is there, and whole. */
  readonly onUpdate: () => void;
  readonly onNetwork: (isThere: boolean) => void;
}

export function openOffline({ workers, registration, marker, onReport, onUpdate, onNetwork }: OfflineClientOptions): OfflineClient {
  let unreachable = false;
  let isReplaced = false;
  let probing: ReturnType<typeof setInterval> | undefined;
  const isOurs = (report: OfflineReport) => new URL(report.marker, registration.scope).href === marker;
  const tellNetwork = () => onNetwork(navigator.onLine && !unreachable);

  const heard = (report: OfflineReport) => {
    unreachable = report.unreachable;
    clearInterval(probing);
    if (unreachable) probing = setInterval(() => say(registration.active, { ask: "probe" }), PROBE_EVERY_MS);
    onReport(report);
    tellNetwork();
  };

  workers.addEventListener("message", ({ data, ports, source }) => {
    if (isWhichBuild(data)) return ports[0]?.postMessage(marker);
    const report = parseOfflineReport(data);
    if (!report) return;
    const { active, waiting } = registration;
    if (source === active) heard(report);
    const waits = source !== null && source === waiting;
    if (isOurs(report)) {
      // It came with a reload: its worker has nobody to wait for.
      if (waits) say(waiting, { ask: "take-over" });
      return;
    }
    // The worker that was there before this page is none: then the page is the newer one.
    if (waits || isReplaced) onUpdate();
  });
  workers.startMessages();

  /** It answers whether it is of this page's build. */
  const meet = (worker: ServiceWorker | null) => say(worker, { ask: "state" });
  const watchInstalling = () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => installing.state === "installed" && meet(registration.waiting));
  };
  registration.addEventListener("updatefound", watchInstalling);
  // It may have been found before this code came.
  watchInstalling();
  workers.addEventListener("controllerchange", () => {
    isReplaced = true;
    meet(registration.active);
  });
  addEventListener("online", () => say(registration.active, { ask: "probe" }));
  addEventListener("offline", tellNetwork);

  let lookedMs = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - lookedMs < UPDATE_EVERY_MS) return;
    lookedMs = performance.now();
    void registration.update().catch(() => {});
  });

  meet(registration.active);
  meet(registration.waiting);
  return {
    getAll: () => say(registration.active, { ask: "get-all" }),
    stop: () => say(registration.active, { ask: "stop" }),
    prepare: () => say(registration.active, { ask: "prepare", used: loadedAddresses() }),
    ask: () => meet(registration.active),
    takeOver: () => takenOver(workers, registration),
  };
}

function say(worker: ServiceWorker | null, ask: OfflineAsk): void {
  worker?.postMessage({ type: "coldstart-offline", ...ask });
}

function loadedAddresses(): readonly string[] {
  return performance.getEntriesByType("resource").map(({ name }) => name);
}

function takenOver(workers: ServiceWorkerContainer, { waiting }: ServiceWorkerRegistration): Promise<void> {
  if (!waiting) return Promise.resolve();
  return new Promise((resolve) => {
    workers.addEventListener("controllerchange", () => resolve(), { once: true });
    setTimeout(resolve, TAKEN_OVER_WITHIN_MS);
    say(waiting, { ask: "take-over" });
  });
}
