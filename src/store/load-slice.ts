/** The load generator's controls: from the draft to a plan, progress while it runs, the report or why there is none. One load at a time. */
import type { LoadPlan } from "../platform/workload.ts";
import { parseLoadPlan } from "../platform/workload-plan.ts";
import { messageOf, receiverOf } from "./draft-request.ts";
import { buildProblem } from "./failed-build.ts";
import type { Coldstart, RunIntents } from "./intents.ts";
import { asProblem, ProblemError, valueOrThrow } from "./problem.ts";
import { deploymentOf, draftOf } from "./project-lookup.ts";
import type { Reach } from "./reach.ts";
import { httpFront } from "./selectors.ts";
import type { LoadView } from "./state.ts";

type LoadIntents = Pick<RunIntents, "editLoad" | "startLoad" | "stopLoad">;

const MS_PER_S = 1_000;

export function createLoadSlice({ port, spans, get, set }: Reach): LoadIntents {
  let stop: AbortController | undefined;
  /** Keeps the draft, which a person may go on editing meanwhile. */
  const show = (rest: Omit<LoadView, "draft">) => set({ load: { draft: get().load.draft, ...rest } });

  const run = async (signal: AbortSignal, span: AbortSignal): Promise<Omit<LoadView, "draft">> => {
    const { plan, receiver } = planOf(get());
    if (receiver !== undefined && deploymentOf(get(), receiver).version === undefined) await get().intents.deploy(receiver);
    const problem = receiver === undefined ? undefined : buildProblem(receiver, deploymentOf(get(), receiver), false);
    if (problem) throw new ProblemError(problem);
    if (signal.aborted) return {};
    set({ visited: true });
    const report = await port.load(
      plan,
      httpFront(get()),
      (progress) => {
        if (!span.aborted) show({ progress });
      },
      signal,
    );
    return { report };
  };

  return {
    editLoad(change) {
      const { load } = get();
      set({ load: { ...load, draft: { ...load.draft, ...change } } });
    },

    async startLoad() {
      if (get().load.progress) return;
      const span = spans.load.signal;
      const stopped = new AbortController();
      stop = stopped;
      show({ progress: { sent: 0, done: 0, planned: undefined, elapsedMs: 0 } });
      const end = await run(AbortSignal.any([stopped.signal, span]), span).catch((reason: unknown) => ({ problem: asProblem(reason) }));
      if (!span.aborted) show(end);
    },

    stopLoad() {
      stop?.abort();
    },
  };
}

/** Sends the active function's draft, by the load draft's numbers. Throws a Problem when either is not fit to be sent. */
function planOf(state: Coldstart): { readonly plan: LoadPlan; readonly receiver: string | undefined } {
  const { activeFunction, load } = state;
  const message = messageOf(draftOf(state, activeFunction));
  const receiver = receiverOf(message, activeFunction, httpFront(state));
  if (receiver === undefined) {
    throw new ProblemError({
      code: "no-route",
      message: "The request matches no route.",
      remedy: "Change its method or path, or add a route.",
    });
  }
  const { by, requests, durationS, pace, ratePerSecond, concurrency, pattern, seed } = load.draft;
  const plan = parseLoadPlan({
    function: receiver,
    ...(message.kind === "http" ? { request: message.request } : { event: message.event }),
    ...(by === "requests" ? { requests } : { durationMs: durationS * MS_PER_S }),
    ...(pace === "rate" ? { ratePerSecond } : { concurrency }),
    pattern,
    seed,
  });
  return { plan: valueOrThrow(plan), receiver };
}
