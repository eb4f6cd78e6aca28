/** process.hrtime, uptime and memoryUsage. */
import { notAvailable } from "../gaps.ts";
import { host } from "../host.ts";
import { invalidArgType, outOfRange } from "../node-errors.ts";

const nowNs = (): bigint => BigInt(Math.round(host.nowMs() * 1e6));

function readHrtime(before?: unknown): [number, number] {
  const now = nowNs();
  const [seconds, nanoseconds] = [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
  if (before === undefined) return [seconds, nanoseconds];
  if (!Array.isArray(before)) throw invalidArgType("time", "Array", before);
  if (before.length !== 2) throw outOfRange("time", "2", before.length);
  const difference = [seconds - Number(before[0]), nanoseconds - Number(before[1])] as [number, number];
  return difference[1] < 0 ? [difference[0] - 1, difference[1] + 1e9] : difference;
}

export const hrtime = Object.assign(readHrtime, { bigint: nowNs });
Object.defineProperty(hrtime, "name", { value: "hrtime" });

interface Heap {
  readonly usedJSHeapSize: number;
  readonly totalJSHeapSize: number;
}

const heapHolder = globalThis.performance;

/** The engine's heap, where the browser tells it; memory outside the heap is in none of these numbers. */
function heap(): Heap {
  const found: unknown = Reflect.get(heapHolder, "memory");
  if (typeof found !== "object" || found === null)
    throw notAvailable("process", "memoryUsage", "This browser does not tell how much memory a worker uses.");
  return found as Heap;
}

export const memoryUsage = Object.assign(
  function memoryUsage(): object {
    const { usedJSHeapSize, totalJSHeapSize } = heap();
    return { rss: totalJSHeapSize, heapTotal: totalJSHeapSize, heapUsed: usedJSHeapSize, external: 0, arrayBuffers: 0 };
  },
  { rss: (): number => heap().totalJSHeapSize },
);
