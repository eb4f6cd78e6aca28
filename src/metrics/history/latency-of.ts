/** What a request took on the platform, phase by phase, as fine as the phases are clocked: this page's own time is not in it. */
import type { InvocationRecord } from "../../platform/invocation.ts";

export function latencyMs({
  queueMs,
  provisionMs,
  initMs,
  durationMs,
}: Pick<InvocationRecord, "queueMs" | "provisionMs" | "initMs" | "durationMs">): number {
  return queueMs + provisionMs + initMs + durationMs;
}

/** A throttled request met no container: it has no latency. */
export function wasServed({ status }: Pick<InvocationRecord, "status">): boolean {
  return status !== "throttled";
}
