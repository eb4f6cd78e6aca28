/** What a pipeline of events looks like from outside: who was started by what, what it stored, and what came of it. */
import type { InvocationView } from "../../platform/results.ts";
import { type CheckResult, done, type LessonChecks, type Seen, waiting, wrong } from "../checks.ts";
import { countdown, some, time } from "../said.ts";
import { failureOf, isOk, notDeployed, obstacle } from "../seen-requests.ts";
import { behind } from "./behind.ts";
import { ALARM, CAMERA, COUNT, NOTICES, NOTIFY, ON_CALL, PHOTOS, PICTURES, SWEEP, THUMB } from "./names.ts";
import { callsOf, noTrigger, notTaken, takes, triggerOf, uploadedIn, type Watched } from "./wiring.ts";

/** Fewer messages show no batch. */
const SEVERAL = 3;

export const checks: LessonChecks = {
  http(seen) {
    const taken = lastOf(seen, CAMERA, "http");
    const put = taken && isOk(taken) ? callsOf(taken, "PutObject")[0] : undefined;
    if (!taken || !put) {
      const other = seen.requests.findLast(({ trigger }) => trigger === "http" || trigger === "invoke");
      if (other && other.functionName !== CAMERA) return wrong(`You called ${other.functionName}. Open camera, and send POST /camera.`);
      return (
        obstacle(seen) ??
        (other ? wrong("camera was called directly, not by HTTP. Choose HTTP above the request, and send POST /camera.") : waiting())
      );
    }
    return done(`camera answered after ${time(tookMs(taken))}, and you waited for it. ${put.target} is stored.`);
  },

  upload(seen) {
    const run = started(seen, THUMB, "upload");
    if (run?.status === "ok") {
      const { key, atMs } = uploadedIn(run);
      const later = atMs === undefined ? "" : `, ${time(Math.max(0, run.arrivedAtMs - atMs))} after the upload`;
      return done(`${key} arrived, and make-thumb was started by itself${later}. camera did not wait for it.`);
    }
    if (run) return failed(seen, run);
    return (
      noTrigger(seen, { type: "upload", functionName: THUMB, source: PHOTOS }) ??
      notTaken(seen) ??
      waiting("The trigger is there. Now a picture.")
    );
  },

  thumb(seen) {
    const run = started(seen, THUMB, "upload");
    if (!run) return missed(seen, "upload", THUMB, PHOTOS, "Take a picture with camera.");
    if (!isOk(run)) return failed(seen, run);
    const put = callsOf(run, "PutObject").find(({ status }) => status < 300);
    if (!put) return stillOld(seen, `make-thumb took ${uploadedIn(run).key} and stored nothing.`);
    if (takes(seen, put.target))
      return wrong(`make-thumb wrote ${put.target}: it listens there, so it starts itself again and again. Write to thumbs.`);
    const [bucket = "", ...key] = put.target.split("/");
    const stored = seen.services.buckets.find(({ name }) => name === bucket)?.objects.find((object) => object.key === key.join("/"));
    const photo = seen.services.buckets.find(({ name }) => name === PHOTOS)?.objects.find((object) => object.key === uploadedIn(run).key);
    const sizes =
      stored && photo ? `: ${photo.sizeBytes.toLocaleString("en-US")} bytes became ${stored.sizeBytes.toLocaleString("en-US")}` : "";
    return done(`${put.target} is stored${sizes}.`);
  },

  announce(seen) {
    const run = started(seen, THUMB, "upload");
    const message = seen.events.findLast(
      (note) => note.type === "accepted" && note.at.startsWith("queue:") && causedBy(seen, note.cause, THUMB),
    );
    if (message?.type === "accepted") {
      const queue = message.at.slice("queue:".length);
      if (queue !== NOTICES) return wrong(`The message went to ${queue}. notify will read ${NOTICES}.`);
      const waits = seen.services.queues.find(({ name }) => name === NOTICES)?.waiting ?? 0;
      return done(
        waits > 0
          ? `${some(waits, "message")} in ${NOTICES}, and nobody has to be there for it.`
          : `A message came to ${NOTICES}, and was taken already.`,
      );
    }
    if (!run) return missed(seen, "upload", THUMB, PHOTOS, "Take a picture with camera.");
    return isOk(run) ? stillOld(seen, "make-thumb ran and sent no message.") : failed(seen, run);
  },

  queue(seen) {
    const at = `queue:${NOTICES}`;
    const sent = new Set(seen.events.flatMap((note) => (note.type === "accepted" && note.at === at ? [note.eventId] : [])));
    const without = noTrigger(seen, { type: "queue", functionName: NOTIFY, source: NOTICES });
    if (without) return without;
    const handed = seen.events.flatMap((note) => (note.type === "delivered" && note.at === at ? [note] : []));
    const failure = seen.requests.find((each) => each.functionName === NOTIFY && each.trigger === "queue" && !isOk(each));
    const processed = seen.events.filter(
      (note) => note.type === "ended" && note.at === at && note.fate === "processed" && sent.has(note.eventId),
    );
    if (processed.length < sent.size && failure) return failed(seen, failure);
    if (sent.size < SEVERAL) {
      const before = handed.length === 0 ? "" : ` ${some(handed.length, "batch", "batches")} reached notify.`;
      return sent.size === 0
        ? waiting(`notify reads ${NOTICES}.${before} Now 5 pictures at once.`)
        : waiting(`${some(sent.size, "message")} so far. Start load takes 5 pictures at once.`);
    }
    if (processed.length < sent.size) return waiting(`${processed.length} of ${some(sent.size, "message")} have reached notify.`);
    const batches = handed.filter(({ eventIds }) => eventIds.some((id) => sent.has(id)));
    const sizes = batches.map(({ eventIds }) => eventIds.length);
    const windowMs = triggerOf(seen, NOTIFY, "queue")?.batchingWindowMs ?? 0;
    return done(`${some(sent.size, "message")}, ${some(batches.length, "run")} of notify: ${sizes.join(", ")} in a batch.`, {
      truth: batches.length,
      why:
        windowMs === 0
          ? "There is no batching window, so each message goes on as soon as it is there. With 5 s they would share a run."
          : `Lambda gathers for ${time(windowMs)}, or until a batch is full. What came within that time shared a run, and its bill.`,
    });
  },

  table(seen) {
    const without = noTrigger(seen, { type: "table", functionName: COUNT, source: PICTURES });
    const rows = seen.requests
      .flatMap((each) => (each.functionName === THUMB ? callsOf(each, "PutItem") : []))
      .filter(({ status }) => status < 300);
    if (without)
      return rows.length > 0 && without.state === "waiting"
        ? waiting(`${some(rows.length, "row")} written. Now the trigger of count.`)
        : without;
    const run = started(seen, COUNT, "table");
    if (run && !isOk(run)) return failed(seen, run);
    if (run) {
      const changes = run.eventIds?.length ?? 1;
      const total = seen.services.tables.find(({ name }) => name === "totals")?.items.length === 0 ? "" : " The total is in totals.";
      return done(`${PICTURES} changed, and count was handed ${some(changes, "change")}.${total}`);
    }
    if (rows.length > 0) return waiting(`${some(rows.length, "row")} written. The stream is read a moment later.`);
    const thumb = started(seen, THUMB, "upload");
    if (!thumb) return missed(seen, "upload", THUMB, PHOTOS, "The trigger is there. Now a picture.");
    return isOk(thumb) ? stillOld(seen, "make-thumb ran and wrote no row.") : failed(seen, thumb);
  },

  cron(seen) {
    const run = started(seen, SWEEP, "schedule");
    if (run && isOk(run)) {
      const gone = callsOf(run, "DeleteObject").filter(({ status }) => status < 300).length;
      return done(
        `sweep ran at ${clock(run.arrivedAtMs)}, and nobody asked it to. ${gone === 0 ? "Nothing was old enough to go." : `${some(gone, "picture")} went.`}`,
      );
    }
    if (run) return failed(seen, run);
    const without = noTrigger(seen, { type: "schedule", functionName: SWEEP });
    if (without) return without;
    const schedule = seen.services.schedules.find(({ functionName }) => functionName === SWEEP);
    if (schedule && !schedule.enabled) return wrong("The schedule is there and paused. Let it fire by itself: that is its form's switch.");
    if (schedule?.nextMs === undefined) return waiting("The schedule is there.");
    return waiting(`Due in ${countdown(schedule.nextMs - seen.nowMs)}.${seen.clockRate === 1 ? " Set the clock to 3600×." : ""}`);
  },

  alarm(seen) {
    const run = started(seen, ON_CALL, "alarm");
    if (run && isOk(run)) {
      const errors = seen.requests.filter((each) => each.functionName === THUMB && !isOk(each)).length;
      return done(`${ALARM} went off and called on-call${errors === 0 ? "" : `, after ${some(errors, "error")} of make-thumb`}.`);
    }
    if (run) return failed(seen, run);
    const without = noTrigger(seen, { type: "alarm", functionName: ON_CALL, source: ALARM });
    if (without) return without;
    const alarm = seen.services.alarms.find(({ config }) => config.name === ALARM);
    if (!alarm) return wrong(`The alarm ${ALARM} is gone. Reset brings it back.`);
    if (alarm.state === "ALARM")
      return waiting(
        `${ALARM} is in alarm since ${clock(alarm.sinceMs)}. It calls when it changes: let it come back to OK, then tear another picture.`,
      );
    const torn = seen.requests.some((each) => each.functionName === THUMB && each.trigger === "upload" && !isOk(each));
    const looksInMs = alarm.nextEvaluationMs - seen.nowMs;
    if (torn) return waiting(`make-thumb failed. ${ALARM} looks again in ${countdown(looksInMs)}.`);
    const whole = lastOf(seen, CAMERA, "http");
    return whole
      ? waiting("That picture was whole. Send POST /camera?torn=yes.")
      : waiting(`${ALARM} is ${alarm.state === "OK" ? "OK" : "without data"}. Now a torn picture.`);
  },

  trace(seen) {
    const pictures = seen.requests.filter((each) => each.functionName === CAMERA && isOk(each) && callsOf(each, "PutObject").length > 0);
    const last = pictures.at(-1);
    if (!last) return waiting();
    const { requests, open } = behind(last, seen);
    const failure = requests.find((each) => !isOk(each));
    if (failure) return failed(seen, failure);
    if (open > 0) return waiting(`${some(requests.length, "run")} so far, ${some(open, "event")} still on the way.`);
    const names = [...new Set(requests.map(({ functionName }) => functionName))];
    if (names.length < 3) return wrong(`Only ${names.join(" and ")} ran. Are the triggers of make-thumb, notify and count still there?`);
    if (!seen.looked.has("traces")) return waiting(`${names.join(", ")} ran. Look at it: Observe, Traces.`);
    const endMs = Math.max(...requests.map(({ endedAtMs }) => endedAtMs));
    return done(
      `One picture: ${some(names.length, "function")} in ${time(endMs - last.arrivedAtMs)}. camera answered after ${time(tookMs(last))}.`,
      {
        truth: names.length,
        why: `${names.join(", ")}: one request, and what it set off. sweep and on-call wait for other events.`,
      },
    );
  },
};

function missed(seen: Seen, type: Watched, functionName: string, source: string, next: string): CheckResult {
  return obstacle(seen) ?? noTrigger(seen, { type, functionName, source }) ?? notTaken(seen) ?? waiting(next);
}

/** It ran without the new line: not deployed, or not written. */
function stillOld(seen: Seen, said: string): CheckResult {
  const old = notDeployed(seen, THUMB);
  return old === undefined ? waiting(said) : wrong(`${said} ${old}`);
}

function failed(seen: Seen, run: InvocationView): CheckResult {
  return obstacle({ ...seen, requests: [] }) ?? failureOf(run) ?? waiting();
}

/** The last run by such an event; one by hand, with a test event, is another thing. */
function started({ requests }: Seen, functionName: string, by: InvocationView["trigger"]): InvocationView | undefined {
  const runs = requests.filter((each) => each.functionName === functionName && each.trigger === by);
  return runs.findLast(isOk) ?? runs.at(-1);
}

function lastOf({ requests }: Seen, functionName: string, by: InvocationView["trigger"]): InvocationView | undefined {
  return requests.findLast((each) => each.functionName === functionName && each.trigger === by);
}

function causedBy(
  { allRequests }: Seen,
  cause: { readonly type: string; readonly requestId?: string } | undefined,
  functionName: string,
): boolean {
  return cause?.type === "request" && allRequests.some((each) => each.requestId === cause.requestId && each.functionName === functionName);
}

function tookMs({ arrivedAtMs, endedAtMs }: InvocationView): number {
  return endedAtMs - arrivedAtMs;
}

/** 14:05, as the page's clock says it: UTC. */
function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
