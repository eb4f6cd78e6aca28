/** What explains one finding, in a sentence or two with its numbers. What the record does not say is not guessed. */
import type { Explanation, Finding } from "../../../metrics/why/finding.ts";
import { counted } from "../../shared/counted.ts";
import { formatMs } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";

type Of<T extends Explanation["type"]> = Extract<Explanation, { type: T }>;

export function findingWords({ explanation, version }: Pick<Finding, "explanation" | "version">): string {
  switch (explanation.type) {
    case "all-busy":
      return busyWords(explanation, version);
    case "from-zero":
      return zeroWords(explanation);
    case "first-start":
      return deployWords(explanation);
    case "over-provisioned":
      return explanation.provisioned === undefined
        ? "More came at once than are provisioned."
        : `${explanation.provisioned + 1} at once were wanted, ${explanation.provisioned} are provisioned.`;
    case "throttle":
      return throttleWords(explanation);
    case "retry":
      return retryWords(explanation);
    case "eviction":
      return evictionWords(explanation);
    case "reset":
      return resetWords(explanation);
  }
}

const NAMED = 4;

function busyWords({ busyCount, busy }: Of<"all-busy">, version: string): string {
  const [first] = busy;
  const wanted = busyCount === undefined ? "" : ` ${busyCount + 1} at once were needed.`;
  if (!first) return `Those that were busy still run, or are no longer kept.${wanted}`;
  const names = busy.slice(0, NAMED).map(({ containerId }) => containerId);
  const more = (busyCount ?? busy.length) - names.length;
  const old = busy.every((each) => each.version !== version) ? ", of the version before" : "";
  return `Busy: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}${old}. ${first.containerId} was free ${fineMs(first.freeAfterMs)} later: a handler faster by that, or a request as much later, would have met it warm.${wanted}`;
}

function zeroWords({ lastEnd, idleMs, sinceLastMs, pingMinutes }: Of<"from-zero">): string {
  if (!lastEnd) return "What ran before is no longer kept.";
  const since = sinceLastMs === undefined ? "" : ` This request came ${formatMs(sinceLastMs)} after the last one.`;
  switch (lastEnd.because) {
    case "killed":
      return `The last container, ${lastEnd.containerId}, was killed by hand.${since}`;
    case "made-room":
    case "over-browser-limit":
      return `The last container, ${lastEnd.containerId}, went because this browser holds no more.${since}`;
    case "idle-too-long": {
      const idle = idleMs === undefined ? "" : ` after ${formatMs(idleMs)} without a request`;
      const lifetime =
        sinceLastMs === undefined ? "" : ` An idle lifetime of ${formatMs(sinceLastMs)} would have kept it; no provider lets you set one.`;
      const ping =
        pingMinutes === undefined
          ? " It is shorter than a schedule can ping."
          : ` A ping every ${pingMinutes === 1 ? "minute" : `${pingMinutes} minutes`} would have, too.`;
      return `${lastEnd.containerId} was evicted${idle}.${since}${lifetime}${ping}`;
    }
    default:
      return `The last container, ${lastEnd.containerId}, had ended.${since}`;
  }
}

function deployWords({ version, retired, deployedAtMs }: Of<"first-start">): string {
  if (retired === 0) return `Version ${version} was just deployed${deployedAtMs === undefined ? "" : ", and nothing ran before it"}.`;
  return `Deploying version ${version} threw away ${counted(retired, "container")} of the version before.`;
}

function throttleWords({ limit, account, reservedElsewhere, firstFreeMs }: Of<"throttle">): string {
  if (limit === undefined) return "";
  const taken = reservedElsewhere.reduce((sum, { reserved }) => sum + reserved, 0);
  const free = firstFreeMs === undefined ? "" : ` The first was over ${fineMs(firstFreeMs)} later.`;
  const inFlight = limit === 0 ? "None may run." : `${limit} of ${limit} were under way.${free}`;
  if (account === undefined || taken === 0) return inFlight;
  const who = reservedElsewhere.map(({ functionName, reserved }) => `${functionName} ${reserved}`).join(", ");
  return `${inFlight} ${taken} of the account’s ${account} are reserved for others: ${who}.`;
}

const RULES = {
  "async-failed": "Lambda tries a failed event again after one and after two minutes.",
  "async-throttled": "A throttled event waits, from one second up to five minutes, and uses up no try.",
  queue: "A message comes back after its visibility timeout.",
  stream: "A stream tries a batch again until it succeeds or is given up.",
} as const;

function retryWords({ rule, attempt, previous, waitedMs }: Of<"retry">): string {
  const before = previous ? `The one before ended with ${previous.error ?? previous.status}` : "The one before is no longer kept";
  const waited = waitedMs === undefined ? "" : `, ${formatMs(Math.max(0, waitedMs))} earlier`;
  return `Attempt ${attempt}. ${before}${waited}. ${RULES[rule]}`;
}

function evictionWords({ idleMs, next, lifetimeMs }: Of<"eviction">): string {
  const idle = idleMs === undefined ? "" : `Last used ${formatMs(idleMs)} before. `;
  if (!next) return `${idle}No cold start followed that it would have saved.`;
  const kept = lifetimeMs === undefined ? "" : ` Kept for ${formatMs(lifetimeMs)} it would have saved that.`;
  return `${idle}${next.containerId} started cold ${formatMs(next.afterMs)} later.${kept}`;
}

function resetWords({ timeoutMs, longestOkMs, memory, error }: Of<"reset">): string {
  if (memory) return `${memory.usedMb} MB of ${memory.limitMb} MB, ${memory.usedMb - memory.limitMb} MB too much.`;
  if (timeoutMs !== undefined && longestOkMs !== undefined)
    return `The limit is ${formatMs(timeoutMs)}; the longest that ended well took ${fineMs(longestOkMs)}.`;
  if (timeoutMs !== undefined) return `The limit is ${formatMs(timeoutMs)}; none ended well to compare it with.`;
  return error ?? "The next request runs init again.";
}
