/**
 * Requests sent by hand: the draft, its way out, its answer, the history. An exchange is in the history from the moment
 * it is sent and ends once: answered, refused with the reason, or cancelled. Any number may be out at the same time;
 * that is how a person sees a platform scale out.
 */

import { type Message, messageOf, receiverOf } from "./draft-request.ts";
import { buildProblem } from "./failed-build.ts";
import { type ExchangeEnd, withAllCancelled, withEnded, withSent } from "./history.ts";
import type { RunIntents } from "./intents.ts";
import { asProblem, ProblemError } from "./problem.ts";
import { deploymentOf, draftOf, functionNamed } from "./project-lookup.ts";
import type { Reach } from "./reach.ts";
import { httpFront } from "./selectors.ts";
import type { Exchange, RequestDraft, SavedEvent } from "./state.ts";

type RequestIntents = Omit<RunIntents, "deploy" | "editLoad" | "startLoad" | "stopLoad">;

export function createRequestSlice({ port, spans, get, set }: Reach): RequestIntents {
  let lastId = 0;
  const setDraft = (name: string, draft: RequestDraft) => set({ drafts: { ...get().drafts, [name]: draft } });

  const makeReady = async (receiver: string | undefined, deployFirst: boolean) => {
    const { intents } = get();
    if (deployFirst) await intents.deploy();
    if (receiver === undefined) return;
    if (deploymentOf(get(), receiver).version === undefined) await intents.deploy(receiver);
    const problem = buildProblem(receiver, deploymentOf(get(), receiver), deployFirst);
    if (problem) throw new ProblemError(problem);
  };

  const ask = async (message: Message, functionName: string, signal: AbortSignal): Promise<ExchangeEnd> => {
    if (message.kind === "event") return { state: "answered", invocation: await port.invoke(functionName, message.event, signal) };
    const http = await port.http(httpFront(get()), message.request, signal);
    return { state: "answered", http, ...(http.invocation ? { invocation: http.invocation } : {}) };
  };

  const outcomeOf = async ({ functionName, draft }: Exchange, deployFirst: boolean, signal: AbortSignal): Promise<ExchangeEnd> => {
    try {
      const message = messageOf(draft);
      await makeReady(receiverOf(message, functionName, httpFront(get())), deployFirst);
      signal.throwIfAborted();
      const answer = await ask(message, functionName, signal);
      return signal.aborted ? { state: "cancelled" } : answer;
    } catch (reason) {
      return signal.aborted ? { state: "cancelled" } : { state: "refused", problem: asProblem(reason) };
    }
  };

  const sendDraft = async (functionName: string, draft: RequestDraft, deployFirst: boolean): Promise<Exchange> => {
    const { signal } = spans.sends;
    lastId = Math.max(lastId, ...get().history.map(({ id }) => id)) + 1;
    const sent: Exchange = { id: lastId, functionName, draft, sentAtMs: port.nowMs(), state: "waiting" };
    set({ history: withSent(get().history, sent) });
    const end = await outcomeOf(sent, deployFirst, signal);
    set({ history: withEnded(get().history, sent.id, end), ...(end.state === "answered" ? { visited: true } : {}) });
    return { ...sent, ...end };
  };

  return {
    send({ deployFirst = false } = {}) {
      const { activeFunction } = get();
      return sendDraft(activeFunction, draftOf(get(), activeFunction), deployFirst);
    },

    cancelSend() {
      spans.sends.end();
      set({ history: withAllCancelled(get().history) });
    },

    repeat(exchangeId) {
      const exchange = get().history.find(({ id }) => id === exchangeId);
      if (!exchange) return;
      const { functionName, draft } = exchange;
      get().intents.selectFunction(functionName);
      setDraft(functionName, draft);
      void sendDraft(functionName, draft, false);
    },

    editDraft(change) {
      const { activeFunction } = get();
      setDraft(activeFunction, { ...draftOf(get(), activeFunction), ...change });
    },

    async pasteCurl(text) {
      const { draftFromCurl } = await import("./curl-draft.ts");
      const { activeFunction } = get();
      setDraft(activeFunction, draftFromCurl(text, draftOf(get(), activeFunction)));
    },

    async copyAsCurl() {
      const { curlFromDraft } = await import("./curl-draft.ts");
      return curlFromDraft(draftOf(get(), get().activeFunction));
    },

    saveEvent(name) {
      const { activeFunction: functionName, savedEvents } = get();
      const saved: SavedEvent = { functionName, name: name.trim(), draft: withoutOtherEvents(draftOf(get(), functionName)) };
      if (saved.name === "") throw new ProblemError({ code: "event-name", message: "The event has no name.", remedy: "Give it one." });
      set({ savedEvents: [...savedEvents.filter((each) => !isNamed(each, functionName, saved.name)), saved] });
    },

    useSavedEvent(functionName, name) {
      const saved = get().savedEvents.find((each) => isNamed(each, functionName, name));
      if (saved) setDraft(functionNamed(get(), functionName).name, saved.draft);
    },

    removeSavedEvent(functionName, name) {
      set({ savedEvents: get().savedEvents.filter((each) => !isNamed(each, functionName, name)) });
    },
  };
}

/** A saved one needs only the test event that it sends. */
function withoutOtherEvents({ events, ...draft }: RequestDraft): RequestDraft {
  const text = draft.trigger === undefined ? undefined : events?.[draft.trigger];
  return draft.trigger === undefined || text === undefined ? draft : { ...draft, events: { [draft.trigger]: text } };
}

function isNamed(saved: SavedEvent, functionName: string, name: string): boolean {
  return saved.functionName === functionName && saved.name === name;
}
