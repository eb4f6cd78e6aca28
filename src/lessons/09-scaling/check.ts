/** What scaling looks like from outside: how many at once, how many cold, how many refused, and when nothing is left. */
import type { InvocationView } from "../../platform/results.ts";
import { type CheckResult, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { countdown, some, time, usd } from "../said.ts";

const QUOTE = "quote";
const SHIP = "ship";
const ORDERS = "orders";
/** So many at the same moment are a burst: a busy browser does not start twenty in one go. */
const MANY = 10;
/** More callers than this are no protection of the warehouse. */
const MOST_RESERVED = 5;

export const checks: LessonChecks = {
  burst(seen) {
    const burst = lastBurst(seen, QUOTE);
    if (!isList(burst)) return burst;
    const problem = failureIn(burst, "throttled");
    if (problem) return wrong(problem);
    const cold = burst.filter(({ coldStart }) => coldStart).length;
    if (cold === 0)
      return wrong(
        `All ${burst.length} found a warm container: an earlier burst had started them. Press Evict idle in Fleet, then start the load again.`,
      );
    const warm = burst.length - cold;
    return done(`${some(burst.length, "request")} at once, ${some(cold, "cold start")}. The slowest took ${time(slowest(burst))}.`, {
      truth: cold,
      why:
        warm === 0
          ? `A container serves one request at a time. None was running, so each of the ${burst.length} got its own.`
          : `A container serves one request at a time. ${some(warm, "warm one")} took one each; ${cold} more had to start.`,
    });
  },

  again(seen) {
    const burst = lastBurst(seen, QUOTE);
    if (!isList(burst)) return burst;
    const problem = failureIn(burst, "throttled");
    if (problem) return wrong(problem);
    const cold = burst.filter(({ coldStart }) => coldStart);
    const [first] = cold;
    if (first)
      return wrong(
        `${some(cold.length, "cold start")} again, ${first.containerId ?? "one"} because: ${first.reason} Start the load once more, before idle containers go.`,
      );
    const coldBefore = seen.allRequests.filter(({ functionName, coldStart }) => functionName === QUOTE && coldStart);
    const before = coldBefore.length === 0 ? "" : ` With cold starts it was ${time(slowest(coldBefore))}.`;
    return done(`${some(burst.length, "request")}, no cold start. The slowest took ${time(slowest(burst))}.${before}`);
  },

  rate(seen) {
    const sent = ofLastLoad(seen, QUOTE);
    if (!isList(sent)) return sent;
    const problem = failureIn(sent, "throttled");
    if (problem) return wrong(problem);
    const spanMs = spanOf(sent.map(({ arrivedAtMs }) => arrivedAtMs));
    if (spanMs < 1_000) return wrong(`All ${sent.length} came within ${time(spanMs)}. Choose Rate, 20 a second, and 60 requests.`);
    if (sent.length < 20) return wrong(`${some(sent.length, "request")} are too few to see a rate. Choose 60 requests, 20 a second.`);
    const perSecond = sent.length / (spanMs / 1_000);
    const eachMs = sent.reduce((sum, each) => sum + tookMs(each), 0) / sent.length;
    if (perSecond < 8)
      return wrong(`That were ${perSecond.toFixed(1)} requests a second: hardly two meet. Choose Rate, 20 a second, and 60 requests.`);
    const peak = mostAtOnce(sent);
    const containers = new Set(sent.map(({ containerId }) => containerId)).size;
    const average = (perSecond * eachMs) / 1_000;
    return done(`${some(sent.length, "request")} in ${time(spanMs)}: at most ${peak} at once, in ${some(containers, "container")}.`, {
      truth: peak,
      why: `${perSecond.toFixed(0)} a second × ${time(eachMs)} are ${average.toFixed(1)} on average. They do not come evenly: at one moment it was ${peak}.`,
    });
  },

  reserve({ project, deployments, settings }) {
    const ship = project.functions.find(({ name }) => name === SHIP);
    if (!ship) return wrong(gone(SHIP));
    const { reservedConcurrency: reserved } = ship;
    const other = project.functions.find(({ name, reservedConcurrency }) => name !== SHIP && reservedConcurrency !== undefined);
    if (reserved === undefined)
      return other
        ? wrong(`You reserved concurrency for ${other.name}. The warehouse is behind ship: take that away, and open ship.`)
        : waiting();
    if (reserved === 0) return wrong("Reserved concurrency 0 stops ship altogether. Make it 2.");
    if (reserved > MOST_RESERVED) return wrong(`${reserved} callers at once are more than the warehouse stands. Make it 2.`);
    const deployment = deployments[SHIP];
    if (deployment?.status === "failed") return wrong("ship could not be deployed: the build says why, beside Deploy.");
    if (deployment?.status !== "deployed" || deployment.edited)
      return waiting(`Reserved concurrency is ${reserved}, here. It holds from the next deploy on.`);
    const left = (settings.accountConcurrency - reserved).toLocaleString("en-US");
    return done(
      `Version ${deployment.version ?? "?"} of ship runs in at most ${some(reserved, "container")}. ${left} of the account's ${settings.accountConcurrency.toLocaleString("en-US")} are left for the others.`,
    );
  },

  throttle(seen) {
    const burst = lastBurst(seen, SHIP);
    if (!isList(burst)) return burst;
    const problem = failureIn(burst);
    if (problem) return wrong(problem);
    const refused = burst.filter(({ status }) => status === "throttled");
    const [first] = refused;
    if (!first) return wrong(`All ${burst.length} were served. Is the reserved concurrency of ship still 2, and deployed?`);
    if (first.because !== "reserved-reached") return wrong(`Something else refused them. ${first.reason}`);
    const ran = burst.length - refused.length;
    return done(`${ran} ran, ${refused.length} were refused: ${first.reason}`, {
      truth: refused.length,
      why: "Who waits for an answer is not made to wait for a container: what finds none free is refused at once with 429, and nothing keeps it.",
    });
  },

  queue({ project, services }) {
    const ship = project.functions.find(({ name }) => name === SHIP);
    if (!ship) return wrong(gone(SHIP));
    const queueOf = (triggers: typeof ship.triggers) => triggers.find((trigger) => trigger.type === "queue");
    const trigger = queueOf(ship.triggers);
    const other = project.functions.find(({ name, triggers }) => name !== SHIP && queueOf(triggers));
    if (trigger?.type !== "queue")
      return other ? wrong(`The queue trigger is ${other.name}'s. Orders are shipped by ship: add it there.`) : waiting();
    if (trigger.queue !== ORDERS) return wrong(`ship reads the queue ${trigger.queue}. The orders come to ${ORDERS}.`);
    const { maximumConcurrency: most, batchSize } = trigger;
    const reserved = ship.reservedConcurrency;
    if (most === undefined)
      return waiting(
        `ship reads ${ORDERS}, without a limit: five batches at once${reserved === undefined ? "." : `, and ship runs ${reserved}.`}`,
      );
    if (reserved !== undefined && most > reserved)
      return wrong(
        `The poller may run ${most} batches at once, ship only ${reserved}: the others would be throttled. Make it ${Math.max(2, reserved)}.`,
      );
    if (!services.mappings.some(({ functionName, source }) => functionName === SHIP && source === `queue:${ORDERS}`))
      return waiting("The trigger is there. It reads once ship is deployed.");
    return done(`Lambda's poller reads ${ORDERS} for ship: ${some(batchSize, "message")} a batch, at most ${most} batches at once.`);
  },

  absorb(seen) {
    const at = `queue:${ORDERS}`;
    const sent = seen.events.flatMap((note) => (note.type === "accepted" && note.at === at ? [note] : []));
    if (sent.length === 0) return elsewhere(seen) ?? waiting();
    const ended = seen.events.flatMap((note) => (note.type === "ended" && note.at === at ? [note] : []));
    const shipped = ended.filter(({ fate }) => fate === "processed");
    const lost = ended.length - shipped.length;
    const runs = seen.requests.filter(({ functionName, trigger }) => functionName === SHIP && trigger === "queue");
    if (sent.length < MANY)
      return waiting(`${some(sent.length, "message")} came, ${shipped.length} shipped. Set How many to 20, and send them together.`);
    if (lost > 0)
      return wrong(`${some(lost, "message")} of ${sent.length} left the queue unshipped. Send 20 more, and let ship take them.`);
    const failed = runs.find(({ status }) => status !== "ok" && status !== "throttled");
    if (shipped.length < sent.length) {
      if (failed)
        return wrong(
          `ship failed on a message: ${failed.error?.errorMessage ?? failed.status}. It comes back after the visibility timeout.`,
        );
      return waiting(`${shipped.length} of ${sent.length} shipped, ${Math.max(0, sent.length - shipped.length)} wait.`);
    }
    const lastMs = Math.max(...shipped.map(({ atMs }) => atMs));
    const allMs = lastMs - Math.min(...sent.map(({ atMs }) => atMs));
    const ran = runs.filter(({ status }) => status === "ok");
    const throttled = runs.length - ran.length;
    const refused = throttled === 0 ? "none refused" : `${some(throttled, "batch", "batches")} refused on the way and tried again`;
    const peak = mostAtOnce(ran);
    return done(
      `${shipped.length} of ${sent.length} shipped, ${refused}, at most ${peak} at once. The last was done after ${time(allMs)}.`,
      {
        truth: Math.round(allMs),
        why: `${some(ran.length, "run")} of ${time(average(ran))}, ${peak} at a time; sending, cold starts and the poller's rounds come on top.`,
      },
    );
  },

  zero(seen) {
    const { containers, nowMs, clockRate, functionsUsd, serverUsd, fleet } = seen;
    const alive = containers.filter(({ phase }) => phase !== "evicted" && phase !== "failed");
    if (alive.length > 0) {
      const leavesMs = alive.flatMap(({ evictsAtMs }) => (evictsAtMs === undefined ? [] : [evictsAtMs]));
      if (leavesMs.length === 0) return waiting(`${some(alive.length, "container")} at work.`);
      const faster = clockRate === 1 ? " Set the clock to 60× to see it in seconds." : "";
      return waiting(`Watching ${some(alive.length, "container")}: the next goes in ${countdown(Math.min(...leavesMs) - nowMs)}.${faster}`);
    }
    if (seen.allRequests.length === 0) return waiting("Nothing ran yet: start a load first.");
    const left = fleet.filter((note) => note.type === "ended").length;
    const money = `Since the run began: functions ${usd(functionsUsd)}, a server ${usd(serverUsd)}, modelled.`;
    return done(
      `${left === 0 ? "No container" : `${some(left, "container")} left, none`} is running. ${money} From here on only the server costs.`,
    );
  },
};

/** The requests of the last load, where it was a burst; or what there is to say until it is. */
function lastBurst(seen: Seen, name: string): readonly InvocationView[] | CheckResult {
  if (!seen.load) {
    const alone = seen.requests.filter(isSent(name)).length;
    return alone === 1 || alone === 2 ? waiting("Sent one by one, so far. Start load sends 20 at once.") : waiting();
  }
  const sent = ofLastLoad(seen, name);
  if (!isList(sent)) return sent;
  // A refused one is over as it comes: it is under way with nobody.
  if (sent.some(({ status }) => status === "throttled")) return sent;
  const most = mostAtOnce(sent);
  return most >= MANY ? sent : wrong(`At most ${most} were under way at once. In Load choose 20 requests, At once, 20 in flight.`);
}

function ofLastLoad(seen: Seen, name: string): readonly InvocationView[] | CheckResult {
  const { load, requests } = seen;
  if (!load) return waiting();
  const own = requests.filter(isSent(name)).toSorted((a, b) => a.arrivedAtMs - b.arrivedAtMs);
  if (own.length >= load.sent) return own.slice(-load.sent);
  const other = requests.findLast(({ functionName }) => functionName !== name)?.functionName;
  if (other === undefined && own.length > 0) return waiting();
  return wrong(
    `${other === undefined ? `None of that load reached ${name}` : `That load went to ${other}`}. Open ${name}, then start it again.`,
  );
}

function isList(found: readonly InvocationView[] | CheckResult): found is readonly InvocationView[] {
  return Array.isArray(found);
}

/** By a caller who waits: a person, a load, a browser. */
function isSent(name: string) {
  return ({ functionName, trigger }: InvocationView) => functionName === name && trigger !== "queue";
}

/** A burst at the front door while messages were asked for. */
function elsewhere({ requests, events }: Seen): CheckResult | undefined {
  const other = events.find((note) => note.type === "accepted" && note.at.startsWith("queue:"));
  if (other?.type === "accepted") return wrong(`That message went to ${other.at.slice("queue:".length)}. Open the queue ${ORDERS}.`);
  if (!requests.some(isSent(SHIP))) return undefined;
  return wrong("Those orders came by HTTP, past the queue. Open the queue orders in the explorer, and send messages there.");
}

/** The first failure in words; `also`: what else counts as one. */
function failureIn(requests: readonly InvocationView[], also?: "throttled"): string | undefined {
  const throttled = also && requests.find(({ status }) => status === also);
  if (throttled) return `${requests.filter(({ status }) => status === also).length} were refused. ${throttled.reason}`;
  const failed = requests.filter(({ status }) => status !== "ok" && status !== "throttled");
  const [first] = failed;
  return (
    first && `${failed.length} of ${requests.length} failed: ${first.error?.errorMessage ?? first.status}. Mend the code, or press Reset.`
  );
}

function gone(name: string): string {
  return `There is no function ${name} any more. Reset brings it back.`;
}

function tookMs({ arrivedAtMs, endedAtMs }: InvocationView): number {
  return endedAtMs - arrivedAtMs;
}

function slowest(requests: readonly InvocationView[]): number {
  return Math.max(...requests.map(tookMs));
}

function average(requests: readonly InvocationView[]): number {
  return requests.reduce((sum, each) => sum + tookMs(each), 0) / Math.max(1, requests.length);
}

function spanOf(moments: readonly number[]): number {
  return moments.length === 0 ? 0 : Math.max(...moments) - Math.min(...moments);
}

/** An end frees its container for what arrives at the same moment. */
function mostAtOnce(requests: readonly InvocationView[]): number {
  const changes = requests.flatMap(({ arrivedAtMs, endedAtMs }) => [
    { atMs: arrivedAtMs, by: 1 },
    { atMs: endedAtMs, by: -1 },
  ]);
  let now = 0;
  let most = 0;
  for (const { by } of changes.toSorted((a, b) => a.atMs - b.atMs || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
