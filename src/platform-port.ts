/** The store's port onto the live platform: what the store asks for, in the live driver's terms. */
import type { ContentStore } from "./host/content-store.ts";
import { serveHttp } from "./host/http-front.ts";
import type { LivePlatform } from "./host/live-platform.ts";
import { runLoad } from "./host/load-runner.ts";
import { ProblemError } from "./host/problem.ts";
import type { InvocationView } from "./platform/results.ts";
import type { HttpFront } from "./platform/triggers/http-request.ts";
import type { LoadPlan } from "./platform/workload.ts";
import type { PlatformPort } from "./store/ports.ts";

export function createPlatformPort(live: LivePlatform, contents: ContentStore): PlatformPort {
  const invoke = (functionName: string, event: unknown, signal?: AbortSignal): Promise<InvocationView> =>
    live.invoke(functionName, toJson(event), { trigger: "invoke", signal });
  return {
    async deploy(definition) {
      const result = await live.deploy(definition);
      return result.ok ? { ...result, unchanged: false } : result;
    },
    removeFunction: live.removeFunction,
    invoke,
    http: (front, request, signal) => serveHttp(live, front, request, signal),
    load: (plan, front, onProgress, signal) => runLoad(plan, senderOf(live, plan, front), onProgress, signal),
    callService: (call) => live.services.call(call),
    keepContent: contents.keep,
    readContent: contents.read,
    kill: live.kill,
    configure: live.configure,
    setClockRate: live.clock.setRate,
    advanceClock: live.clock.advance,
    nowMs: live.clock.nowMs,
    reset: live.reset,
  };
}

/** Undefined is what a caller who sends nothing sends; what JSON cannot hold is refused here, before anything runs. */
function toJson(event: unknown): string {
  try {
    return JSON.stringify(event ?? null);
  } catch (error) {
    throw new ProblemError(
      "bad-event",
      `The event is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      "Send plain objects, arrays, strings, numbers, booleans or null.",
    );
  }
}

function senderOf(live: LivePlatform, plan: LoadPlan, front: HttpFront): () => Promise<InvocationView> {
  const { request } = plan;
  if (request === undefined) {
    const event = toJson(plan.event ?? {});
    return () => live.invoke(plan.function, event, { trigger: "invoke" });
  }
  return async () => {
    const { invocation } = await serveHttp(live, front, request);
    if (!invocation)
      throw new ProblemError("no-route", "The load's request matches no route.", "Change its method or path, or add a route.");
    return invocation;
  };
}
