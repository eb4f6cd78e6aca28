/**
 * Stateless, almost: what a container keeps between requests, by the numbers that requests answered under whatever names,
 * who answered them, and what became of those containers; then a table that all of them share.
 */
import type { InvocationView } from "../../platform/results.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { type Check, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { some, time } from "../said.ts";
import { containersOf, failureOf, isOk, named, notDeployed, numbersOf, obstacle, overlap } from "../seen-requests.ts";

const counting = (request: InvocationView) => isOk(request) && numbersOf(request).size > 0;
const shown = (name: string, value: number) => (name === "" ? `${value}` : `${name} ${value}`);
const allShown = (request: InvocationView) => [...numbersOf(request)].map(([name, value]) => shown(name, value)).join(", ");

const NO_COUNT = "No number came back. Send GET /visits: its answer counts.";

const count: Check = (seen) => {
  const counted = seen.requests.filter(counting);
  for (const [place, later] of counted.entries()) {
    const before = counted.slice(0, place).findLast(({ containerId }) => containerId === later.containerId);
    const name = before && [...numbersOf(later)].find(([each, value]) => (numbersOf(before).get(each) ?? value) < value)?.[0];
    if (before && name !== undefined)
      return done(
        `${later.containerId} answered ${shown(name, numbersOf(before).get(name) ?? 0)}, then ${numbersOf(later).get(name)}: it remembers.`,
      );
  }
  const last = seen.requests.at(-1);
  if (!last || !isOk(last)) return obstacle(seen) ?? waiting();
  if (!counting(last)) return wrong(NO_COUNT);
  if (counted.length === 1) return waiting(`${last.containerId} answered ${allShown(last)}. Once more.`);
  return wrong(`${named(containersOf(counted))} answered, each for the first time. Send one, wait for its answer, send the next.`);
};

/** Of requests that were out at once in different containers, those that answered the same under one name. */
function agreeing(requests: readonly InvocationView[], name: string): readonly InvocationView[] {
  const value = (request: InvocationView) => numbersOf(request).get(name);
  return requests.filter((request) =>
    requests.some((other) => other.containerId !== request.containerId && value(other) !== undefined && value(other) === value(request)),
  );
}

/** The largest set of requests of one function of which each overlaps another that a different container served. */
function atOnce(requests: readonly InvocationView[]): readonly InvocationView[] {
  const meets = (a: InvocationView, b: InvocationView) =>
    a.functionName === b.functionName && a.containerId !== b.containerId && overlap(a, b);
  return requests.filter((request) => counting(request) && requests.some((other) => counting(other) && meets(request, other)));
}

const namesOf = (requests: readonly InvocationView[]) => [...new Set(requests.flatMap((request) => [...numbersOf(request).keys()]))];

function notAtOnce(seen: Seen): ReturnType<Check> {
  const last = seen.requests.at(-1);
  if (!last) return waiting();
  if (isOk(last) && !counting(last)) return wrong(NO_COUNT);
  const ids = containersOf(seen.requests);
  if (!isOk(last) || ids.length === 0) return obstacle(seen) ?? waiting();
  return wrong(`They came one after the other, so ${named(ids)} served all of them. In Load, set 4 requests, At once, 4 in flight.`);
}

const under = (request: InvocationView, name: string) => numbersOf(request).get(name);

/** Before the last has answered, the numbers say too little. */
function underWay({ containers }: Seen): ReturnType<Check> | undefined {
  const busy = containers.filter(({ phase }) => phase === "provisioning" || phase === "initializing" || phase === "busy");
  return busy.length > 0 ? waiting(`${named(busy.map(({ id }) => id))} under way.`) : undefined;
}

const disagree: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const running = underWay(seen);
  if (running) return running;
  const met = atOnce(seen.requests);
  if (met.length === 0) return notAtOnce(seen);
  const name = namesOf(met).find((each) => agreeing(met, each).length > 0);
  if (name === undefined)
    return wrong(`${named(containersOf(met))} gave no number twice: what counts is shared already. Count in module scope again.`);
  const value = Math.min(...agreeing(met, name).flatMap((request) => under(request, name) ?? []));
  const same = met.filter((request) => under(request, name) === value);
  return done(`${named(containersOf(same))} all answered ${shown(name, value)}.`, {
    truth: seen.requests.filter((request) => under(request, name) === 1).length,
    why: `One container serves one request at a time, so ${some(containersOf(met).length, "container")} worked. Each has a memory of its own, and a new one begins at 1. None knows of the others.`,
  });
};

const crash: Check = (seen) => {
  const { requests, allRequests } = seen;
  if (seen.guess === undefined) return waiting("Your guess first.");
  const down = requests.filter(({ status }) => status === "crashed" || status === "timeout");
  const crashed = down.at(-1);
  if (!crashed) {
    const last = requests.at(-1);
    if (!last || !isOk(last)) return (last && failureOf(last)) ?? waiting();
    return wrong(`${last.containerId} is well: it answered ${allShown(last)}. Ask for /visits?crash=yes.`);
  }
  const ofIt = (request: InvocationView) => counting(request) && request.containerId === crashed.containerId;
  const place = allRequests.indexOf(crashed);
  const before = allRequests.slice(0, place).findLast(ofIt);
  const after = allRequests.slice(place + 1).find(ofIt);
  if (!before)
    return wrong(`${crashed.containerId} crashed before it had counted anything. Send /visits, then crash it, then /visits again.`);
  if (!after) {
    const other = allRequests.slice(place + 1).findLast(counting);
    return other
      ? wrong(`${other.containerId} took that request. ${crashed.containerId}, which crashed, is still to be asked: send again.`)
      : waiting(`${crashed.containerId} crashed at ${allShown(before)}. Now send /visits.`);
  }
  const [was, is] = [numbersOf(before), numbersOf(after)];
  const restarted = [...is].filter(([name, value]) => value <= (was.get(name) ?? 0)).map(([name]) => name);
  if (restarted.length === is.size)
    return wrong(`${after.containerId} began again with everything: ${allShown(after)}. Keep one count in a file of /tmp.`);
  if (restarted.length === 0) return wrong(`${after.containerId} lost nothing: ${allShown(after)}. Keep one count in module scope.`);
  return done(`${after.containerId} was at ${allShown(before)}. After the crash it says ${allShown(after)}.`, {
    truth: restarted.length,
    why: "The process ended, and its memory with it; init ran again inside the next request. The environment stayed, and its /tmp is a disk of the environment.",
  });
};

const ownLines = ({ logs }: InvocationView) => logs.filter(({ from }) => from !== "platform").map(({ text }) => text);
const shapeOf = (line: string) => line.replaceAll(/[\d.,]+/g, "#");

/** Too short a pause could as well be a mail that was sent in time. */
const LEAST_PAUSE_MS = 1_000;

/** What was left behind by one request ran in the next of the same container. */
function leftovers(requests: readonly InvocationView[]) {
  return requests.flatMap((later, place) => {
    const before = requests.slice(0, place).findLast(({ containerId }) => containerId === later.containerId);
    if (!before || later.containerId === undefined || !isOk(before)) return [];
    const known = new Set(
      requests
        .filter((each) => each.containerId === later.containerId && each.coldStart)
        .flatMap(ownLines)
        .map(shapeOf),
    );
    const line = ownLines(later).find((each) => !known.has(shapeOf(each)));
    return line === undefined ? [] : [{ before, later, line, pauseMs: later.arrivedAtMs - before.endedAtMs }];
  });
}

const frozen: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const late = leftovers(seen.allRequests).findLast(({ later, pauseMs }) => pauseMs >= LEAST_PAUSE_MS && seen.requests.includes(later));
  if (late)
    return done(`"${late.line}" stands in the log of the next order, ${time(late.pauseMs)} later.`, {
      truth: 0,
      why: `After its answer ${late.later.containerId} stood frozen, and the timer with it. It ran when the next request thawed the container, and on that request's bill.`,
    });
  const orders = seen.requests.filter((request) => isOk(request) && (request.functionName === "order" || !counting(request)));
  const last = orders.at(-1);
  if (!last) {
    const newest = seen.requests.at(-1);
    return newest && isOk(newest)
      ? wrong(`${newest.functionName} leaves nothing behind. Open the tab order/index.ts, and send POST /order.`)
      : (obstacle(seen) ?? waiting());
  }
  const before = orders.slice(0, -1).findLast(({ functionName }) => functionName === last.functionName);
  const gone = seen.fleet.find((note) => note.type === "ended" && note.containerId === before?.containerId);
  if (before && gone)
    return wrong(
      `${before.containerId} was evicted before the second order, and its mail with it. Two orders, some seconds apart, with the clock at 1×.`,
    );
  if (before && before.containerId !== last.containerId)
    return wrong(`${last.containerId} took the second order. ${last.reason} Wait three seconds between the two, and deploy nothing.`);
  if (before && last.arrivedAtMs - before.endedAtMs < LEAST_PAUSE_MS)
    return wrong(
      `Only ${time(last.arrivedAtMs - before.endedAtMs)} lay between the two: too short to tell. Wait three seconds, then order again.`,
    );
  if (before && seen.clockRate !== 1)
    return wrong("A timer counts real time, and the clock ran faster. Set it to 1×, order, wait three seconds, order again.");
  if (before)
    return wrong(
      `Two orders, ${time(last.arrivedAtMs - before.endedAtMs)} apart, and no line came late. Leave a timer behind, as order did, and do not wait for it.`,
    );
  const standsMs = seen.nowMs - last.endedAtMs;
  return waiting(
    standsMs < LEAST_PAUSE_MS
      ? `${last.containerId} has answered, and stands frozen.`
      : `${last.containerId} stands frozen for ${time(standsMs)}, and no mail went. Order again.`,
  );
};

/** The first answer after a container of the function had gone; how it is not there yet, otherwise. */
function afterEviction(seen: Seen): InvocationView | ReturnType<Check> {
  const ends = seen.fleet.flatMap((note) => (note.type === "ended" ? note : []));
  const fresh = seen.requests.findLast(
    (request) =>
      counting(request) &&
      request.coldStart &&
      ends.some(({ functionName, atMs }) => functionName === request.functionName && atMs <= request.arrivedAtMs),
  );
  if (fresh) return fresh;
  const last = seen.requests.at(-1);
  if (last && !isOk(last)) return obstacle(seen) ?? waiting();
  if (last && !counting(last)) return wrong(NO_COUNT);
  if (last && ends.length === 0)
    return wrong(`${last.containerId} was there still: ${allShown(last)}. Press Evict idle in the fleet first.`);
  const gone = ends.map(({ containerId }) => containerId);
  if (last && last.endedAtMs > (ends.at(-1)?.atMs ?? 0))
    return wrong(`${last.containerId} answered warm: ${allShown(last)}. Evict all that are idle, then send.`);
  return waiting(gone.length === 0 ? undefined : `${named(gone)} gone. Now send /visits.`);
}

const isRequest = (found: InvocationView | ReturnType<Check>): found is InvocationView => "requestId" in found;

const evict: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const fresh = afterEviction(seen);
  if (!isRequest(fresh)) return fresh;
  const numbers = [...numbersOf(fresh).values()];
  if (!numbers.includes(1))
    return wrong(`${fresh.containerId} is new and says ${allShown(fresh)}: nothing of that was kept in a container.`);
  const file = numbersOf(fresh).get("inTmp") ?? Math.min(...numbers);
  return done(`${fresh.containerId} is new and says ${allShown(fresh)}.`, {
    truth: file,
    why: `An eviction takes the environment: memory, /tmp, and what stood frozen. A mail that an order still owed is never sent.`,
  });
};

/** Answered with a table's help. */
const tableCalls = ({ calls = [] }: InvocationView) => calls.filter(({ service }) => service === "dynamodb");
const askedTable = (request: InvocationView) => counting(request) && tableCalls(request).some(({ error }) => error === undefined);

/** Every number that stands in a table: { N: "3" } as 3. */
function storedNumbers({ services }: Seen): readonly { readonly table: string; readonly name: string; readonly value: number }[] {
  return services.tables.flatMap(({ name: table, items }) =>
    items.flatMap((item) =>
      Object.entries(item).flatMap(([name, value]) =>
        isRecord(value) && typeof value.N === "string" ? { table, name, value: Number(value.N) } : [],
      ),
    ),
  );
}

const table: Check = (seen) => {
  const stored = storedNumbers(seen);
  for (const request of seen.requests.filter(askedTable).toReversed()) {
    const found = stored.find(({ value }) => [...numbersOf(request).values()].includes(value));
    if (found)
      return done(`${request.containerId} answered ${allShown(request)}, and ${found.table} holds ${shown(found.name, found.value)}.`);
  }
  const last = seen.requests.at(-1);
  if (!last) return obstacle(seen) ?? waiting();
  const refused = tableCalls(last).find(({ error }) => error !== undefined);
  if (refused)
    return wrong(`DynamoDB refused ${refused.operation} on ${refused.target}: ${refused.error}. The table is counters, its key is id.`);
  if (!isOk(last)) return obstacle(seen) ?? waiting();
  if (tableCalls(last).length === 0)
    return wrong(
      notDeployed(seen, last.functionName) ?? `${last.functionName} answered ${allShown(last) || "no number"} without asking a table.`,
    );
  const newest = stored.at(-1);
  if (!newest) return wrong("The table was asked, and no number stands in it. Add one to a field with ADD.");
  return wrong(`${newest.table} holds ${shown(newest.name, newest.value)}; the answer does not say it. Return it too, with ReturnValues.`);
};

const agree: Check = (seen) => {
  if (seen.guess === undefined) return waiting("Your guess first.");
  const running = underWay(seen);
  if (running) return running;
  const met = atOnce(seen.requests).filter(askedTable);
  if (met.length === 0) {
    const last = seen.requests.findLast(isOk);
    return last && counting(last) && tableCalls(last).length === 0
      ? wrong(notDeployed(seen, last.functionName) ?? `${last.functionName} did not ask the table. Take the code of the step before.`)
      : notAtOnce(seen);
  }
  const asked = seen.requests.filter(askedTable);
  const stored = storedNumbers(seen).map(({ value }) => value);
  const shared = namesOf(met).filter((name) => asked.some((request) => stored.includes(numbersOf(request).get(name) ?? Number.NaN)));
  const name = shared.find((each) => agreeing(asked, each).length === 0);
  if (name !== undefined) {
    const values = asked.flatMap((request) => numbersOf(request).get(name) ?? []);
    return done(`${named(containersOf(met))} answered ${name === "" ? "" : `${name} `}${values.join(", ")}: each visit counted once.`, {
      truth: 0,
      why: "The table adds, one request after the other. What a container does between reading and writing cannot come between.",
    });
  }
  const twice = shared.flatMap((each) => agreeing(asked, each).map((request) => ({ each, request })))[0];
  if (!twice) return waiting();
  const { each, request } = twice;
  return wrong(
    `Two containers answered ${shown(each, numbersOf(request).get(each) ?? 0)}: a visit is lost. Both read before either wrote. Let the table add, with ADD.`,
  );
};

const outlive: Check = (seen) => {
  const fresh = afterEviction(seen);
  if (!isRequest(fresh)) return fresh;
  const numbers = numbersOf(fresh);
  const kept = storedNumbers(seen).find(({ value }) => value > 1 && [...numbers.values()].includes(value));
  if (kept && askedTable(fresh))
    return done(`${fresh.containerId} knows nothing and says ${allShown(fresh)}: the count has outlived every container.`);
  return wrong(
    notDeployed(seen, fresh.functionName) ??
      `${fresh.containerId} says ${allShown(fresh)}, and no table holds one of them. Count in the table.`,
  );
};

export const checks: LessonChecks = { count, disagree, crash, frozen, evict, table, agree, outlive };
