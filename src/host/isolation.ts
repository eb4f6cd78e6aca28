/** Asks for cross-origin isolation where the host has not given it: once, through the service worker, with one reload. */
const TRIED_KEY = "coldstart:isolation-tried";

/** For the real addresses, where the host gave isolation itself; in a private window there may be no workers. */
export async function startServiceWorker(workerUrl: string): Promise<ServiceWorkerContainer | undefined> {
  if (!("serviceWorker" in navigator) || !globalThis.isSecureContext) return undefined;
  try {
    await navigator.serviceWorker.register(workerUrl);
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

/** True when the page is about to reload and should do nothing more. */
export async function ensureIsolation(workerUrl: string): Promise<boolean> {
  if (globalThis.crossOriginIsolated || !("serviceWorker" in navigator) || !globalThis.isSecureContext) return false;
  try {
    await navigator.serviceWorker.register(workerUrl);
    await navigator.serviceWorker.ready;
    if (sessionStorage.getItem(TRIED_KEY)) return false;
    sessionStorage.setItem(TRIED_KEY, "1");
    location.reload();
    return true;
  } catch {
    // Storage or workers are blocked here: containers are then frozen by holding their timers back.
    return false;
  }
}
