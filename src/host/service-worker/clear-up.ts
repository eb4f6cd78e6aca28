/**
 * Throws away what is kept of other builds, once no page of them is open: pages are asked, and while one does not answer
 * (it sleeps in the background) everything stays. What a worker that is just being installed has brought is left alone.
 */
import { pagesOf } from "./pages.ts";
import type { StoredFiles } from "./stored-files.ts";
import type { WorkerClient, WorkerScope } from "./worker-scope.ts";

const ANSWER_WITHIN_MS = 3_000;

export async function clearUp(scope: WorkerScope, stored: StoredFiles): Promise<void> {
  const isLast = () => !scope.registration.installing && !scope.registration.waiting;
  if (!isLast() || !(await stored.hasOthers())) return;
  const markers = await Promise.all((await pagesOf(scope)).map(markerOf));
  const known = markers.filter((marker) => marker !== undefined);
  if (known.length === markers.length) await stored.dropOthers(known, isLast);
}

/** The address of the file by which the page tells its build. */
function markerOf(page: WorkerClient): Promise<string | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      resolve(typeof data === "string" ? data : undefined);
    };
    page.postMessage({ type: "coldstart-which-build" }, [port2]);
  });
}
