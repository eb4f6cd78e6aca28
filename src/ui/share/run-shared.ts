/** Run, of a set-up that somebody shared: the person has read it. */
import type { StoreApi } from "zustand";
import type { Coldstart } from "../../store/intents.ts";

/** Trusts it, deploys it, and sends the request that it came with; where it is for learning, the first request is the learner's. */
export async function runShared({ getState }: StoreApi<Coldstart>): Promise<void> {
  const { shared, classroom, classResult, intents } = getState();
  intents.trust();
  if (shared?.lesson !== undefined || classroom || classResult) await intents.deploy();
  else {
    // A phone shows one pane: that of the answer.
    intents.showPane("trigger");
    await intents.send({ deployFirst: true });
  }
}
