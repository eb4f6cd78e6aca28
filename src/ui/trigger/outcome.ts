/**
 * What became of a request in words: what happened, why, what can be done. An HTTP caller never sees a function's error,
 * so the story is told beside the answer and not in it.
 */
import type { InvocationView } from "../../platform/results.ts";
import { inferResponse } from "../../platform/triggers/http-response.ts";
import type { Exchange } from "../../store/state.ts";
import { remedyFor } from "./remedies.ts";
import { statusText } from "./status-text.ts";

export interface Story {
  readonly what: string;
  readonly why?: string;
  readonly remedy?: string;
}

export interface Outcome {
  readonly title: string;
  readonly tone: "good" | "bad" | "plain";
  readonly story?: Story;
}

const NOTHING_RAN = "Nothing ran, so nothing is billed.";

export function outcomeOf({ state, http, invocation, problem, earlier }: Exchange): Outcome {
  if (state === "waiting") return { title: "Waiting", tone: "plain" };
  if (earlier && !http && !invocation) {
    const story = { what: "Asked on an earlier visit. Its answer was not kept.", remedy: "Repeat it from the history." };
    return { title: "Earlier", tone: "plain", story };
  }
  if (state === "cancelled") {
    const what = "The page stopped waiting for the answer.";
    return { title: "Cancelled", tone: "plain", story: { what, why: "A container that was running finishes, and that is billed." } };
  }
  if (state === "refused") {
    const { message, remedy } = problem ?? { message: "It was not sent.", remedy: "Try again." };
    return {
      title: problem?.code === "build-failed" ? "Not built" : "Not sent",
      tone: "bad",
      story: { what: message, why: NOTHING_RAN, remedy },
    };
  }
  const story = invocation ? storyOf(invocation) : http && frontDoorStory(http.status);
  const title = http ? statusText(http.status) : invocation ? DIRECT_TITLES[invocation.status] : "No answer";
  const tone = (http && http.status >= 400) || (invocation && invocation.status !== "ok") ? "bad" : "good";
  return { title, tone, ...(story ? { story } : {}) };
}

const DIRECT_TITLES: Readonly<Record<InvocationView["status"], string>> = {
  ok: "Succeeded",
  error: "Failed",
  timeout: "Timed out",
  crashed: "Crashed",
  throttled: "Throttled",
};

/** Answers that the front door gives without asking a function. */
function frontDoorStory(status: number): Story | undefined {
  if (status === 404)
    return {
      what: "No route matches this method and path.",
      why: NOTHING_RAN,
      remedy: "Change the request, or add a route to the function.",
    };
  if (status === 413) return { what: "The body is over the 10 MB that an HTTP API takes.", why: NOTHING_RAN, remedy: "Make it smaller." };
  return undefined;
}

function storyOf(invocation: InvocationView): Story | undefined {
  const { status, error, reason } = invocation;
  const remedy = remedyFor(invocation);
  switch (status) {
    case "ok":
      return malformedStory(invocation);
    case "throttled":
      return { what: reason, why: NOTHING_RAN, remedy };
    case "timeout":
      return {
        what: `Stopped after ${(invocation.durationMs / 1_000).toFixed(2)} s, the function's limit.`,
        why: "It had not answered. The time is billed.",
        remedy,
      };
    case "crashed":
      return { what: "The process ended before it answered.", why: exitWords(invocation), remedy };
    case "error":
      return { what: error ? `${error.errorType}: the function failed.` : "The function failed.", remedy };
  }
}

/** "RequestId: … Error: Runtime exited with error: signal: killed" without the id that says nothing here. */
function exitWords({ error }: InvocationView): string {
  const message = error?.errorMessage.replace(/^RequestId: \S+ Error: /, "") ?? "";
  return message === "" ? "It did not say why." : message.endsWith(".") ? message : `${message}.`;
}

function malformedStory({ trigger, payload }: InvocationView): Story | undefined {
  if (trigger !== "http" || payload === undefined) return undefined;
  const inferred = inferResponse(payload);
  return inferred.ok
    ? undefined
    : { what: inferred.message, why: "The front door makes a 500 of that. The run is billed.", remedy: inferred.remedy };
}
