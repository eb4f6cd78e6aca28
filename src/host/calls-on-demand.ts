/** Answers containers' calls with code that comes with the first of them: a function that calls nothing needs none of it. */
import type { AnswerCall, ContainerCallsOptions } from "./container-calls.ts";

export function callsOnDemand(options: ContainerCallsOptions): AnswerCall {
  let calls: Promise<AnswerCall> | undefined;
  return async (call) => {
    calls ??= import("./container-calls.ts").then(({ createContainerCalls }) => createContainerCalls(options));
    // Where it could not be had, the next call asks again: one lost answer of the network is not for ever.
    calls.catch(() => {
      calls = undefined;
    });
    return (await calls)(call);
  };
}
