/** What failures look like from outside: how often something was tried, what each try did, and where it ended. */
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { type CheckResult, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { countdown, some, time } from "../said.ts";
import { errorWords, failureOf, isOk, notDeployed, obstacle, parsedText } from "../seen-requests.ts";
import { isSplit, type MessagesSeen, messagesOf } from "./messages-seen.ts";
import { lastEvent, type TriedEvent } from "./tried-event.ts";

const PAY = "pay";
const COLLECT = "collect";
const LEDGER = "ledger";
const PAYMENTS = "payments";
const PAYMENTS_FAILED = "payments-failed";
/** Fewer messages are no batch. */
const SEVERAL = 3;

export const checks: LessonChecks = {
  timeout(seen) {
    const timedOut = seen.requests.findLast((each) => each.functionName === PAY && each.status === "timeout");
    if (timedOut) {
      const { billed, durationMs, initMs } = timedOut;
      const init = initMs > 0 ? `, and ${time(initMs)} of init before it` : "";
      return done(
        `Stopped after ${time(durationMs)}: no answer for the caller, ${billed.billedMs.toLocaleString("en-US")} ms on the receipt.`,
        {
          truth: billed.billedMs,
          why: `Waiting is running. What ran until the limit is billed${init}; that nothing came of it makes no difference.`,
        },
      );
    }
    const last = seen.requests.at(-1);
    if (!last) return waiting();
    if (last.functionName !== PAY) return wrong(`That went to ${last.functionName}. Open pay, and send its event.`);
    if (isOk(last)) return wrong(`The mail was quick: pay ended after ${time(last.durationMs)}. Put "mailMs": 5000 into the event.`);
    return failureOf(last) ?? waiting();
  },

  charged({ looked, services, allRequests }) {
    const timedOut = allRequests.findLast((each) => each.functionName === PAY && each.status === "timeout");
    const order = timedOut && orderOf(timedOut);
    const rows = services.tables.find(({ name }) => name === LEDGER)?.items ?? [];
    const own = rows.filter((row) => textOf(row.order) === order).length;
    if (!looked.has("table")) return waiting();
    if (own === 0) return wrong(`The ledger has no charge of ${order ?? "that order"}: the limit came before it. Send it once more.`);
    return done(`${some(own, "charge")} of ${order ?? "it"} in the ledger. The caller was told that it failed.`);
  },

  retries(seen) {
    const tried = lastEvent(seen, PAY);
    if (!tried) return sentAlone(seen);
    if (tried.fate === undefined) return underWay(tried, seen);
    if (tried.runs.length < 2) return notRetried(tried);
    const charges = chargesIn(tried.runs);
    const from = tried.runs[0]?.arrivedAtMs ?? 0;
    const moments = tried.runs.map(({ arrivedAtMs }) => countdown(Math.floor((arrivedAtMs - from) / 1_000) * 1_000)).join(", ");
    return done(`${some(tried.runs.length, "try", "tries")} of one event, at ${moments}: ${some(charges, "charge")}.`, {
      truth: charges,
      why:
        charges > 1
          ? "Lambda knows that a try failed, not how far it came. Each begins at the top of the handler, and the charge is at the top."
          : "A key keeps the later tries from charging again. Without it, each try begins at the top of the handler, and charges.",
    });
  },

  once(seen) {
    const tried = lastEvent(seen, PAY);
    if (!tried) return obstacle(seen) ?? edited(seen) ?? sentAlone(seen);
    const charges = chargesIn(tried.runs);
    if (charges > 1)
      return wrong(
        `${some(tried.runs.length, "try", "tries")}, ${some(charges, "charge")}. ${notDeployed(seen, PAY) ?? "Put once around the charge."}`,
      );
    const broken = tried.runs.find(({ status }) => status === "error" || status === "crashed");
    if (broken) return failureOf(broken) ?? waiting();
    if (tried.runs.length < 2) return tried.fate === undefined ? underWay(tried, seen) : notRetried(tried);
    const asked = tried.runs.some(({ calls = [] }) => calls.some(({ service }) => service === "dynamodb"));
    if (charges === 0 && !asked) return wrong("No try charged the card, and none looked for a key. Does pay still call charge?");
    const before = charges === 0 ? "The key was there from before" : "The first try wrote the key";
    return done(
      `${some(tried.runs.length, "try", "tries")}, ${some(charges, "charge")}. ${before}; the others found it and left the card alone.`,
    );
  },

  keep(seen) {
    const tried = lastEvent(seen, PAY);
    if (!tried) return hasDestination(seen) ? sentAlone(seen) : (obstacle(seen) ?? waiting("pay has no dead-letter queue yet."));
    if (tried.fate === undefined) return underWay(tried, seen);
    if (tried.fate === "processed") return notRetried(tried);
    if (tried.fate !== "dead-lettered")
      return wrong(
        `After ${some(tried.runs.length, "try", "tries")} the event was discarded: pay had no dead-letter queue then. Give it one, and send again.`,
      );
    const queue = seen.project.functions.find(({ name }) => name === PAY)?.asyncInvocation.deadLetterQueue;
    return done(
      `After ${some(tried.runs.length, "try", "tries")} the event waits in ${queue ?? "its destination"}, with the error beside it: nothing is lost.`,
    );
  },

  poison(seen) {
    const messages = messagesOf(seen, PAYMENTS);
    const early = tooEarly(messages, seen);
    if (early) return early;
    const { sent, dead, processed } = messages;
    if (dead.length === 0)
      return wrong(`All ${sent.length} were collected: order 3 was not among them, or the bank took it. Send orders 1 to 5.`);
    return done(`${dead.length} of ${sent.length} are dead letters, ${processed.length} were collected.`, {
      truth: dead.length,
      why: isSplit(messages)
        ? "collect says which message failed, so only that one came back, three times. Without that, one error brings back the whole batch."
        : "One error fails the whole batch. All of it comes back, meets order 3 again, and after three receives all of it is given up.",
    });
  },

  partial(seen) {
    const messages = messagesOf(seen, PAYMENTS);
    const { sent, dead, processed } = messages;
    const runs = seen.requests.filter((each) => each.functionName === COLLECT && each.trigger === "queue");
    const ticked = seen.project.functions.some(
      ({ name, triggers }) => name === COLLECT && triggers.some((trigger) => trigger.type === "queue" && trigger.partialBatchResponses),
    );
    const told = runs.find(({ payload }) => failuresIn(payload) > 0);
    if (told && !ticked)
      return wrong(
        "collect named what failed, and Lambda did not listen: the message is deleted as done. Tick Partial batch responses in the trigger.",
      );
    const threw = runs.findLast(({ status }) => status === "error" || status === "timeout" || status === "crashed");
    if (threw)
      return wrong(
        `collect ended with ${errorWords(threw.error)}, so the whole batch counts as failed. ${notDeployed(seen, COLLECT) ?? "Catch it for each message, inside the loop."}`,
      );
    const early = tooEarly(messages, seen);
    if (early) return early;
    if (dead.length === 0)
      return wrong(`All ${sent.length} count as done, order 3 as well. What fails must be named in batchItemFailures.`);
    if (!isSplit(messages))
      return wrong(
        `${dead.length} of ${sent.length} are dead letters: collect named more than failed, or they came in batches of one. Send five together.`,
      );
    return done(
      `${processed.length} of ${sent.length} were collected at their first try. Only ${some(dead.length, "message")} came back, three times.`,
    );
  },

  redrive(seen) {
    const { events, services } = seen;
    const moved = events.flatMap((note) =>
      note.type === "accepted" &&
      note.at === `queue:${PAYMENTS}` &&
      note.cause?.type === "event" &&
      note.cause.at === `queue:${PAYMENTS_FAILED}`
        ? [note.eventId]
        : [],
    );
    if (moved.length === 0) {
      const waits = services.queues.find(({ name }) => name === PAYMENTS_FAILED)?.waiting ?? 0;
      if (waits === 0)
        return waiting(`${PAYMENTS_FAILED} is empty: there is nothing to redrive. Send order 3 once more, while the bank refuses it.`);
      return waiting(`${some(waits, "dead letter")} in ${PAYMENTS_FAILED}.${editedWords(seen)}`);
    }
    const ids = new Set(moved);
    const ended = events.flatMap((note) =>
      note.type === "ended" && note.at === `queue:${PAYMENTS}` && ids.has(note.eventId) ? [note] : [],
    );
    const collected = ended.filter(({ fate }) => fate === "processed").length;
    const runs = seen.requests.filter(({ eventIds = [] }) => eventIds.some((id) => ids.has(id)));
    if (collected < moved.length) {
      const refused = runs.find((each) => !isOk(each) || failuresIn(each.payload) > 0);
      if (refused)
        return wrong(
          `Some failed again: the bank still refuses.${editedWords(seen) || " Set REFUSED to none, deploy, and redrive what comes back."}`,
        );
      return waiting(`${collected} of ${some(moved.length, "message")} collected.`);
    }
    const charges = chargesIn(runs);
    const known = moved.length - charges;
    const again = known > 0 ? ` ${some(known, "order")} had been charged before, and the key knew.` : "";
    return done(`${some(moved.length, "message")} redriven and collected: ${some(charges, "charge")}.${again}`);
  },
};

function underWay({ runs, nextAttemptMs }: TriedEvent, { nowMs, clockRate }: Seen): CheckResult {
  if (runs.length === 0) return waiting("The first try is running.");
  if (nextAttemptMs === undefined || nextAttemptMs <= nowMs)
    return waiting(`${some(runs.length, "try", "tries")} failed, the next is running.`);
  const faster = clockRate === 1 ? " Set the clock to 60×." : "";
  return waiting(`${some(runs.length, "try", "tries")} failed. The next comes in ${countdown(nextAttemptMs - nowMs)}.${faster}`);
}

function notRetried({ runs, fate }: TriedEvent): CheckResult {
  if (fate === "processed")
    return wrong('It succeeded, so nothing was tried again. Put "mailMs": 5000 into the event, and send it asynchronously.');
  return wrong(`There was ${some(runs.length, "try", "tries")} only. Set Retries back to 2 in Retries and destinations.`);
}

/** No event was handed over: where a request was sent instead, it is said what that was. */
function sentAlone({ requests }: Seen): CheckResult {
  const last = requests.at(-1);
  if (!last) return waiting();
  if (last.functionName !== PAY) return wrong(`That went to ${last.functionName}. Open pay, and send asynchronously.`);
  return wrong("That was sent and waited for: the caller gets the error, and nobody tries again. Press Send asynchronously.");
}

function edited(seen: Seen): CheckResult | undefined {
  const { status, edited: isEdited } = seen.deployments[PAY] ?? {};
  return isEdited && status !== "building" ? waiting("Not deployed yet.") : undefined;
}

function editedWords({ deployments }: Seen): string {
  return deployments[COLLECT]?.edited ? " collect is changed and not deployed." : "";
}

function hasDestination({ project }: Seen): boolean {
  const config = project.functions.find(({ name }) => name === PAY)?.asyncInvocation;
  return config?.deadLetterQueue !== undefined || config?.onFailure !== undefined;
}

function tooEarly({ sent, dead, processed, open, receives }: MessagesSeen, seen: Seen): CheckResult | undefined {
  if (sent.length === 0) {
    const other = seen.events.find((note) => note.type === "accepted" && note.at.startsWith("queue:"));
    if (other?.type === "accepted") return wrong(`That message went to ${other.at.slice("queue:".length)}. Open the queue ${PAYMENTS}.`);
    return obstacle(seen) ?? waiting();
  }
  if (sent.length < SEVERAL) return waiting(`${some(sent.length, "message")} came. Set How many to 5, and send them together.`);
  if (open === 0) return undefined;
  const faster = seen.clockRate === 1 && receives > 0 ? " Set the clock to 60×." : "";
  return waiting(
    `${processed.length} collected, ${dead.length} dead, ${open} still to come; ${some(receives, "batch", "batches")} so far.${faster}`,
  );
}

/** Lines in the ledger, whoever wrote them. */
function chargesIn(runs: readonly InvocationView[]): number {
  const isCharge = ({ service, target, status, operation }: ServiceCallTrace) =>
    service === "dynamodb" && target === LEDGER && status === 200 && (operation === "PutItem" || operation === "UpdateItem");
  return runs.reduce((sum, { calls = [] }) => sum + calls.filter(isCharge).length, 0);
}

function failuresIn(payload: string | undefined): number {
  const answer = parsedText(payload);
  return isRecord(answer) && Array.isArray(answer.batchItemFailures) ? answer.batchItemFailures.length : 0;
}

function orderOf({ event }: InvocationView): string | undefined {
  const parsed = parsedText(event);
  return isRecord(parsed) && typeof parsed.order === "string" ? parsed.order : undefined;
}

/** As DynamoDB writes it: { S: "A-1" }. */
function textOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.S === "string" ? value.S : undefined;
}
