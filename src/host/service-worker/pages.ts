/** The windows that hold this page: not those that show what a function answered. */
import { placeOf } from "./place.ts";
import { baseOf, type WorkerClient, type WorkerScope } from "./worker-scope.ts";

export async function pagesOf(scope: WorkerScope): Promise<readonly WorkerClient[]> {
  const clients = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return clients.filter((client) => isPage(scope, client));
}

/** `includeUncontrolled` lists the whole origin, where other things may live below other paths. */
export function isPage(scope: WorkerScope, { url }: Pick<WorkerClient, "url">): boolean {
  const base = baseOf(scope);
  return url.startsWith(base.href) && !placeOf(new URL(url), base);
}
