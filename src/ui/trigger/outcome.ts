/**
 * What became of a request in words: what happened, why, what can be done. An HTTP caller never sees a function's error,
 * so the story is told beside the answer and not in it.
 */
import type { InvocationView } from "../../platform/results.ts";
import { inferResponse, parseAnswerV1 } from "../../platform/triggers/http-response.ts";
import { checkJson } from "../../store/json-check.ts";
import type { Exchange } from "../../store/state.ts";
import { remedyFor } from "./remedies.ts";
import { statusText } from "./status-text.ts";

export interface Story {
  readonly what: string;
  readonly why?: string;
  readonly remedy?: string;
}

export interface Title {
  readonly text: string;
  readonly tone: "good" | "bad" | "neutral";
}

const NOTHING_RAN = "Nothing ran, so nothing is billed.";

/** The status, or one word in its place. Cheap: lists ask it of every exchange. */
export function titleOf({ state, http, invocation, problem, earlier }: Exchange): Title {
  if (state === "waiting") return { text: "Waiting", tone: "neutral" };
  if (earlier && !http && !invocation) return { text: "Earlier", tone: "neutral" };
  if (state === "cancelled") return { text: "Cancelled", tone: "neutral" };
  if (state === "refused") return { text: problem?.code === "build-failed" ? "Not built" : "Not sent", tone: "bad" };
  const failed = (http && http.status >= 400) || (invocation && invocation.status !== "ok");
  const text = http ? statusText(http.status) : invocation ? DIRECT_TITLES[invocation.status] : "No answer";
  return { text, tone: failed ? "bad" : "good" };
}

/** Undefined where there is nothing to explain. Reads the whole answer. */
export function storyOf({ state, http, invocation, problem, earlier }: Exchange): Story | undefined {
  if (state === "waiting") return undefined;
  if (earlier && !http && !invocation)
    return { what: "Asked on an earlier visit. Its answer was not kept.", remedy: "Repeat it from the history." };
  if (state === "cancelled")
    return { what: "The page stopped waiting for the answer.", why: "A container that was running finishes, and that is billed." };
  if (state === "refused") {
    const { message, remedy } = problem ?? { message: "It was not sent.", remedy: "Try again." };
    return { what: message, why: NOTHING_RAN, remedy };
  }
  return invocation ? invocationStory(invocation) : http && frontDoorStory(http.status);
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

function invocationStory(invocation: InvocationView): Story | undefined {
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

/** As every event of a REST API begins. */
const FORMAT_1 = /^\{\s*"version":\s*"1\.0"/;

function malformedStory({ trigger, event, payload }: InvocationView): Story | undefined {
  if (trigger !== "http" || payload === undefined) return undefined;
  // A payload that was cut to be kept is no JSON any more, and says nothing.
  const inferred = FORMAT_1.test(event) && checkJson(payload) === undefined ? parseAnswerV1(payload) : inferResponse(payload);
  return inferred.ok
    ? undefined
    : { what: inferred.message, why: "The front door makes a 500 of that. The run is billed.", remedy: inferred.remedy };
}
