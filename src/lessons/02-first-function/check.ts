/** Your first function: cold then warm, its log and receipt read by the numbers that this run measured, a change, an error. */
import type { InvocationView } from "../../platform/results.ts";
import { type Check, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { some } from "../said.ts";
import { answerOf, errorWords, exactMs, isOk, isWarm, notDeployed, obstacle, partsOf, queryOf } from "../seen-requests.ts";

const send: Check = (seen) => {
  const answered = seen.requests.find(isOk);
  if (!answered) return obstacle(seen) ?? waiting();
  const how = answered.coldStart ? "started cold" : "was warm";
  return done(`${answered.containerId} ${how}: ${partsOf(answered)}.`);
};

const coldOnes = ({ allRequests }: Seen) => allRequests.filter(({ coldStart, initMs }) => coldStart && initMs > 0);
/** After a reset or a reload. */
const noColdStart = ({ containers }: Seen) =>
  wrong(
    containers.some(({ phase }) => phase === "idle")
      ? "No cold start is left to read in this run. Press Evict idle in the fleet, then send."
      : "No cold start is left to read in this run. Send once: nothing is running, so it will be cold.",
  );

/** Read as it is written, or rounded. */
const reads = (guess: number, ms: number) => Math.abs(guess - ms) < 1;

const log: Check = (seen) => {
  const { guess } = seen;
  const cold = coldOnes(seen);
  const last = cold.at(-1);
  if (!last) return noColdStart(seen);
  if (guess === undefined) return waiting(`${last.containerId} wrote it into the last line of its log.`);
  const read = cold.find(({ initMs }) => reads(guess, initMs));
  if (read)
    return done(`Init took ${exactMs(read.initMs)} in ${read.containerId}.`, {
      truth: read.initMs,
      why: `Measured in this browser: your module was loaded and run up to the handler, once. Then the handler took ${exactMs(read.durationMs)}.`,
    });
  if (cold.some(({ billed }) => guess === billed.billedMs))
    return wrong(`${guess} ms is the Billed Duration. Init Duration stands at the end of the line.`);
  if (seen.allRequests.some(({ durationMs }) => reads(guess, durationMs)))
    return wrong(`${guess} ms is the Duration: the handler alone. Init Duration stands at the end of the line.`);
  if (guess === last.memoryMb) return wrong(`${guess} is the memory in MB. Init Duration stands at the end of the line.`);
  return wrong(`No REPORT line of this run says ${guess} ms. Look at the request marked cold: Init Duration ends its last line.`);
};

const again: Check = (seen) => {
  const warm = seen.requests.find(isWarm);
  if (warm) return done(`${warm.containerId} again, and no init: ${exactMs(warm.durationMs)} in all.`);
  const last = seen.requests.at(-1);
  if (!last || !isOk(last)) return obstacle(seen) ?? waiting();
  return wrong(`${last.containerId} started cold. ${last.reason} Send once more, while it is idle.`);
};

const MORE = 3;

const scope: Check = (seen) => {
  const ran = seen.requests.filter(isOk).slice(0, MORE);
  if (seen.guess === undefined) return waiting("Your guess first.");
  if (ran.length < MORE) return obstacle(seen) ?? waiting(`${some(ran.length, "request")} of ${MORE}.`);
  const inits = ran.filter(({ coldStart }) => coldStart).length;
  const ids = [...new Set(ran.map(({ containerId }) => containerId))].join(", ");
  return inits === 0
    ? done(`${some(MORE, "request")}, all by ${ids}: the handler ran ${MORE} times, the module not once.`, {
        truth: 0,
        why: "Module scope ran when the container started. What it made waits there for the next request, and so served counts on.",
      })
    : done(`${some(inits, "container")} started on the way: ${ids}.`, {
        truth: inits,
        why: `Module scope runs once for each container, and ${inits} of these requests needed a new one. ${ran.find(({ coldStart }) => coldStart)?.reason}`,
      });
};

const textOf = (request: InvocationView) => JSON.stringify(answerOf(request) ?? "").toLowerCase();
const valuesOf = (request: InvocationView) => Object.values(queryOf(request)).filter((value) => value.trim() !== "");

/** The answer holds what was asked with, and no answer to another question does. */
function greeted(request: InvocationView, others: readonly InvocationView[]): string | undefined {
  return valuesOf(request).find((value) => {
    const written = JSON.stringify(value).slice(1, -1).toLowerCase();
    const said = (other: InvocationView) => textOf(other).includes(written);
    return said(request) && !others.some((other) => isOk(other) && !valuesOf(other).includes(value) && said(other));
  });
}

const write: Check = (seen) => {
  for (const request of seen.requests.filter(isOk)) {
    const name = greeted(request, seen.allRequests);
    if (name === undefined) continue;
    const start = request.coldStart ? ", cold: a deploy retires the containers of the version before" : "";
    return done(`Version ${request.version} answered ${name} from ${request.containerId}${start}.`);
  }
  const last = seen.requests.at(-1);
  if (!last || !isOk(last)) return obstacle(seen) ?? waiting();
  const [asked] = valuesOf(last);
  if (asked === undefined) return wrong("That request named nobody: write ?name=Ada behind the path, then send.");
  const stale = notDeployed(seen, last.functionName);
  if (stale !== undefined) return wrong(stale);
  return textOf(last).includes(asked.toLowerCase())
    ? wrong(`The answer holds "${asked}" whoever asks. Ask with another name.`)
    : wrong(`Version ${last.version} was asked with "${asked}" and the answer does not hold it. Read it from event.queryStringParameters.`);
};

const receipt: Check = (seen) => {
  const { guess } = seen;
  const cold = coldOnes(seen).filter(({ billed }) => billed.billedMs > 0);
  const last = cold.at(-1);
  if (!last) return noColdStart(seen);
  if (guess === undefined) return waiting(`${last.containerId} has the newest cold start.`);
  const read = cold.find(({ billed }) => billed.billedMs === guess);
  if (read) {
    const { initUs, runUs } = read.split;
    const sum = exactMs((initUs + runUs) / 1_000);
    const parts =
      initUs === 0
        ? `${sum} of run (init is set to be free)`
        : `${exactMs(initUs / 1_000)} of init + ${exactMs(runUs / 1_000)} of run = ${sum}`;
    return done(`${guess} ms are billed for ${read.containerId}'s first request.`, {
      truth: guess,
      why: `${parts}, rounded up to the next whole millisecond.`,
    });
  }
  if (cold.some(({ initMs, durationMs }) => Math.floor(initMs + durationMs) === guess))
    return wrong("Rounded down, that. A provider rounds up, always.");
  if (cold.some(({ durationMs, initMs }) => reads(guess, durationMs) || reads(guess, initMs)))
    return wrong(`${guess} ms is one part of it. The bottom line of the receipt has them all.`);
  if (seen.allRequests.some(({ coldStart, billed }) => !coldStart && billed.billedMs === guess))
    return wrong(`${guess} ms was billed for a warm request. Take one that is marked cold.`);
  return wrong(`No receipt of a cold start in this run says ${guess} ms. Look at its bottom line, left.`);
};

/** "index.ts:12:9" of the first frame that is a person's own. */
function placeOf({ error }: InvocationView): { readonly file: string; readonly line: number } | undefined {
  for (const frame of error?.trace ?? []) {
    const [, file, line] = /\/var\/task\/(\S+?):(\d+):\d+/.exec(frame) ?? [];
    if (file !== undefined) return { file, line: Number(line) };
  }
  return undefined;
}

const error: Check = (seen) => {
  const failed = seen.requests.filter(({ status }) => status === "error");
  const last = failed.at(-1);
  if (!last) {
    const newest = seen.requests.at(-1);
    if (newest?.status === "crashed") return wrong("The process ended instead of throwing: a crash has no stack. Throw an Error.");
    if (!newest || !isOk(newest)) return obstacle(seen) ?? waiting();
    const stale = notDeployed(seen, newest.functionName);
    return wrong(stale ?? `Version ${newest.version} answered, and threw nothing. Ask for /hello?name=nobody.`);
  }
  const places = failed.flatMap((request) => placeOf(request) ?? []);
  const place = places.at(-1);
  if (!place) return wrong(`It failed with ${errorWords(last.error)} before your handler ran. Throw inside the handler.`);
  if (seen.guess === undefined) return waiting(`${last.containerId} failed with ${errorWords(last.error)}. Now find the line.`);
  const found = places.find(({ line }) => line === seen.guess);
  if (!found) return wrong(`Not line ${seen.guess}. In the log, the stack's first line ends with ${place.file}:LINE:COLUMN.`);
  return done(`${errorWords(last.error)}, thrown at ${found.file}:${found.line}.`, {
    truth: found.line,
    why: `The caller saw only a 500: what went wrong stands in the log. ${some(last.billed.billedMs, "ms", "ms")} were billed all the same.`,
  });
};

const afterwards: Check = (seen) => {
  const { guess, allRequests, requests } = seen;
  if (guess === undefined) return waiting("Your guess first.");
  for (const request of requests.filter(isWarm)) {
    const before = allRequests.slice(0, allRequests.indexOf(request));
    const failed = before.findLast(({ status, containerId }) => status === "error" && containerId === request.containerId);
    if (failed)
      return done(`${request.containerId} threw, and ${request.containerId} answered the next one, warm.`, {
        truth: 0,
        why: "A thrown error ends the request, not the container: module scope and its count go on. Only a crash or a timeout takes the process with it.",
      });
  }
  const last = requests.at(-1);
  if (!last) return waiting();
  if (!isOk(last)) return wrong("It failed again. Now ask for one that it can greet: /hello?name=Ada.");
  return wrong(`${last.containerId} did not throw. ${last.reason} Send name=nobody once more, then name=Ada, without a deploy between.`);
};

export const checks: LessonChecks = { send, log, again, scope, write, receipt, error, "after-the-error": afterwards };
