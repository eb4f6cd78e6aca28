/** node:perf_hooks: the browser's own performance timeline; the engine's inner clocks are not to be had. */
import { throwingExports } from "../gaps.ts";

const global = (name: string): unknown => Reflect.get(globalThis, name);
const { performance } = globalThis;

const inner = throwingExports("perf_hooks.performance");
for (const [name, value] of Object.entries(inner))
  if (!(name in performance)) Object.defineProperty(performance, name, { value, writable: true, configurable: true });

const constants = {
  NODE_PERFORMANCE_GC_MAJOR: 4,
  NODE_PERFORMANCE_GC_MINOR: 1,
  NODE_PERFORMANCE_GC_INCREMENTAL: 8,
  NODE_PERFORMANCE_GC_WEAKCB: 16,
  NODE_PERFORMANCE_GC_FLAGS_NO: 0,
  NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
  NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
  NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
  NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
};

export default {
  ...throwingExports("perf_hooks"),
  Performance: global("Performance"),
  PerformanceEntry: global("PerformanceEntry"),
  PerformanceMark: global("PerformanceMark"),
  PerformanceMeasure: global("PerformanceMeasure"),
  PerformanceObserver: global("PerformanceObserver"),
  PerformanceObserverEntryList: global("PerformanceObserverEntryList"),
  PerformanceResourceTiming: global("PerformanceResourceTiming"),
  performance,
  constants,
};
