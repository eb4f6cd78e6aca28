/** Names one run of a request: the attempts of an asynchronous invocation share their request id, as on Lambda. */
import type { InvocationRecord } from "../platform/invocation.ts";

export function attemptIdOf({ requestId, arrivedAtMs }: Pick<InvocationRecord, "requestId" | "arrivedAtMs">): string {
  return `${requestId} ${arrivedAtMs}`;
}
