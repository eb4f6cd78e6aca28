/** The bundler's worker, as the page calls it. */
import { wrap } from "comlink";
import type { BundlerWorker } from "./bundler.worker.ts";
import type { BundlerThread } from "./bundler-client.ts";

export function startBundlerThread(): BundlerThread {
  const worker = new Worker(new URL("./bundler.worker.ts", import.meta.url), { type: "module", name: "bundler" });
  const broken = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || "its worker did not start"));
    };
  });
  broken.catch(() => {});
  return { remote: wrap<BundlerWorker>(worker), broken, terminate: () => worker.terminate() };
}
