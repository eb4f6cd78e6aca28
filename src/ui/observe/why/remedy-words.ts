/** The one change that would have avoided most of a group, in words, with its numbers; and the sentence above all groups. */
import type { Remedy, Why, WhyGroup } from "../../../metrics/why/finding.ts";
import type { ReasonKind } from "../../../platform/reasons.ts";
import { counted } from "../../shared/counted.ts";
import { formatMs, formatUsd } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { burstWords, cameWords, kindNoun } from "./cause-words.ts";

export function remedyWords({ remedy, because, functionName, count }: WhyGroup): string {
  switch (remedy.type) {
    case "provision":
      return `Provisioned concurrency ${remedy.containers} on ${functionName}: as many as were wanted at once.`;
    case "ping":
      return `A ping every ${remedy.everyMinutes === 1 ? "minute" : `${remedy.everyMinutes} minutes`} keeps one container of ${functionName}; to hold one ready is surer${remedy.heldUsdPerMonth === undefined ? "" : `, for ${formatUsd(remedy.heldUsdPerMonth)} a month`}.`;
    case "warm-after-deploy":
      return `A request of your own right after ${remedy.deploys === 1 ? "the deploy" : "each deploy"}, or provisioned concurrency.${remedy.retired === 0 ? "" : ` ${counted(remedy.retired, "container")} of the version before went with it.`}`;
    case "raise-reserved":
      return remedy.to === undefined
        ? unknownDemand(remedy.from)
        : `Reserved concurrency ${remedy.to} instead of ${remedy.from}, for what came at once.`;
    case "raise-account":
      return `${remedy.to === undefined ? unknownDemand(remedy.from) : `${remedy.to} at once instead of ${remedy.from}: ask AWS for a higher quota.`}${remedy.reserved === 0 ? "" : ` Or take back some of the ${remedy.reserved} that are reserved for functions of their own.`}`;
    case "raise-browser":
      return `A limit of this playground, not of a cloud: ${remedy.to === undefined ? "more" : remedy.to} containers instead of ${remedy.from}, in the platform’s settings.`;
    case "unstop":
      return "Take the reservation of 0 away: it stops the function.";
    case "fix-attempts":
      return ATTEMPTS[remedy.rule];
    default:
      return endingRemedy(remedy, because, count);
  }
}

function unknownDemand(from: number): string {
  return `More than ${from}; how many, nothing that ran tells.`;
}

const ATTEMPTS = {
  "async-failed":
    "Fix the error. Until then: an idempotent handler, as each event may run three times; maximumRetryAttempts 0 gives up at once; a dead-letter queue keeps what is given up.",
  "async-throttled": "Raise the limit that refused it. Nothing was lost: a throttled event waits and uses up no try.",
  queue:
    "Fix the error. Report which messages failed, so that the others are not delivered again; a dead-letter queue ends what never succeeds.",
  stream: "Fix the error. A limit of retries, or bisecting the batch, lets the stream go on past a record that never succeeds.",
} as const;

type EndingRemedy = Exclude<
  Remedy,
  {
    readonly type:
      | "provision"
      | "ping"
      | "warm-after-deploy"
      | "raise-reserved"
      | "raise-account"
      | "raise-browser"
      | "unstop"
      | "fix-attempts";
  }
>;

function endingRemedy(remedy: EndingRemedy, because: ReasonKind, count: number): string {
  switch (remedy.type) {
    case "longer-life":
      if (remedy.followed === 0) return NOT_MISSED;
      return `${missed(remedy.followed, count)} Kept for ${formatMs(remedy.lifetimeMs)} after the last request, ${remedy.followed === 1 ? "it" : "each"} would have saved a cold start. No provider lets you set that; a ping does it.`;
    case "fewer-deploys":
      if (because === "removed") return "The function was removed.";
      return withAdvice(remedy.followed, count, "Deploy before traffic comes, or keep the new version ready.");
    case "not-by-hand":
      return remedy.followed === 0 ? "A person did it; no cold start followed." : `A person did it. ${missed(remedy.followed, count)}`;
    case "more-room":
      return withAdvice(
        remedy.followed,
        count,
        "A limit of this playground: let the browser hold more containers, in the platform’s settings.",
      );
    case "more-time":
      return timeWords(remedy);
    case "more-memory":
      return remedy.usedMb === undefined
        ? "More memory was asked for than the browser has. Hold less at once."
        : `More than ${remedy.limitMb} MB: ${remedy.usedMb} MB were used. Or hold less at once.`;
    case "fix-code":
      return CODE[because] ?? "Fix what the log says.";
  }
}

const NOT_MISSED = "Nothing to avoid: no cold start followed, and nobody is billed for an idle container.";

function missed(followed: number, count: number): string {
  return followed === 0 ? NOT_MISSED : `${followed} of ${count} ${followed === 1 ? "was" : "were"} missed: a cold start followed.`;
}

/** Only where something was lost. */
function withAdvice(followed: number, count: number, advice: string): string {
  return followed === 0 ? NOT_MISSED : `${missed(followed, count)} ${advice}`;
}

function timeWords({ timeoutMs, longestOkMs }: Extract<Remedy, { type: "more-time" }>): string {
  if (timeoutMs === undefined || longestOkMs === undefined) return "A higher limit, or a call that gives up before the limit does.";
  const near = `The longest that ended well took ${fineMs(longestOkMs)} of ${formatMs(timeoutMs)}, ${Math.round((longestOkMs / timeoutMs) * 100)} % of the limit`;
  return longestOkMs > timeoutMs / 2 ? `${near}: raise it.` : `${near}: something hangs. Let what it waits for give up sooner.`;
}

const CODE: Readonly<Partial<Record<ReasonKind, string>>> = {
  "init-failed": "Fix the error in module scope: until then every request runs init again, and fails.",
  "process-exited": "Return or throw instead of ending the process: the next request pays for init again.",
  "init-too-long": "Do less in module scope, or later: init has a limit of its own.",
  violation: "Code in the container writes to the runtime’s own channel. Find what does.",
};

/** What hurts most and what to do about it; the largest cause of cold starts too, where something else hurts more. */
export function topSentence(why: Why): string {
  const [worst] = why.groups.filter(({ kind }) => kind !== "eviction");
  if (!worst) return "No cold start, throttle or retry here.";
  const cold = why.groups.find(({ kind }) => kind === "cold");
  const said = cold && cold !== worst ? [worst, cold] : [worst];
  return [...said.map((group) => groupSentence(group, why)), ...(cold ? [p99Words(why)] : [])].join(" ");
}

function groupSentence(group: WhyGroup, why: Why): string {
  const { kind, count, bursts } = group;
  const total = why.groups.reduce((sum, each) => sum + (each.kind === kind ? each.count : 0), 0);
  const share =
    count === total
      ? total === 1
        ? "The only"
        : `All ${total.toLocaleString("en-US")}`
      : `${count.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`;
  return `${share} ${kindNoun(kind, total)} came ${cameWords(group)}${burstWords(count, bursts.length)}. What helps: ${withSmallFirst(remedyWords(group))}${costWords(group)}`;
}

function withSmallFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function costWords({ remedy }: WhyGroup): string {
  return remedy.type === "provision" && remedy.usdPerMonth !== undefined
    ? ` Holding that ready costs ${formatUsd(remedy.usdPerMonth)} a month.`
    : "";
}

function p99Words({ p99Ms, p99WithoutColdMs }: Why): string {
  if (p99Ms === undefined) return "";
  if (p99WithoutColdMs === undefined) return `p99 is ${fineMs(p99Ms)}; every request was cold.`;
  if (p99WithoutColdMs >= p99Ms) return `Cold starts do not show in p99: ${fineMs(p99Ms)} with and without them.`;
  return `p99 is ${fineMs(p99Ms)}, and ${fineMs(p99WithoutColdMs)} without cold starts.`;
}
