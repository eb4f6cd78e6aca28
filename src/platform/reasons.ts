/** Why the platform did what it did: which kind of reason, and in words a learner understands. Short, exact, with the numbers. */

const KINDS = [
  "first-start",
  "from-zero",
  "all-busy",
  "reused",
  "reused-after-reset",
  "idle-too-long",
  "retired",
  "removed",
  "killed",
  "made-room",
  "over-browser-limit",
  "reserved-reached",
  "account-reached",
  "browser-reached",
  "init-failed",
  "process-exited",
  "init-too-long",
  "timed-out",
  "out-of-memory",
  "process-lost",
  "violation",
  "refused",
  "provisioned-start",
  "provisioned",
  "over-provisioned",
] as const;

export type ReasonKind = (typeof KINDS)[number];
/** In a fixed order: what is kept by number is read back by it. */
export const REASON_KINDS: readonly ReasonKind[] = KINDS;

export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
}

const because = (kind: ReasonKind, text: string): Reason => ({ kind, text });

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;

export const reasons = {
  firstStart: () => because("first-start", "Cold: first request after deploy. Nothing was running."),
  startedFromZero: () => because("from-zero", "Cold: scaled to zero. Nothing was running."),
  allBusy: (busy: number) => because("all-busy", `Cold: ${busy} of ${count(busy, "container")} busy. One container serves one request.`),
  reused: (leftMs: number) => because("reused", `Warm: reused. It was idle, with ${seconds(leftMs)} left. No init.`),
  /** Of a provisioned container its kind says that first: it is what its price goes by. */
  reusedAfterReset: (provisioned = false) =>
    because(
      provisioned ? "provisioned" : "reused-after-reset",
      "Reused after a crash or timeout: the environment and its /tmp are kept, init runs again inside this request.",
    ),
  provisionedStart: (wanted: number) =>
    because("provisioned-start", `Provisioned: one of ${wanted} that are kept ready. No request waits.`),
  provisioned: () => because("provisioned", "Warm: provisioned, it was kept ready. No init."),
  overProvisioned: (wanted: number) =>
    because(
      "over-provisioned",
      `Cold: none of ${count(wanted, "provisioned container")} is free and ready. Beyond them, one starts on demand.`,
    ),
  idleTooLong: (idleMs: number) => because("idle-too-long", `Evicted: idle ${seconds(idleMs)}.`),
  retired: (version: string) => because("retired", `Retired: version ${version} is deployed.`),
  removed: () => because("removed", "Ended: the function was removed."),
  killedByHand: () => because("killed", "Killed by hand."),
  madeRoom: (limit: number) =>
    because("made-room", `Evicted: this browser holds ${count(limit, "container")}, and another function needed the room.`),
  overBrowserLimit: (limit: number) => because("over-browser-limit", `Evicted: this browser now holds ${count(limit, "container")}.`),
  reservedReached: (limit: number) =>
    because(
      "reserved-reached",
      limit === 0 ? "Throttled: reserved concurrency is 0, which stops the function." : `Throttled: reserved concurrency ${limit} reached.`,
    ),
  accountReached: (limit: number, account: number) =>
    because(
      "account-reached",
      limit === account
        ? `Throttled: account concurrency ${account} reached.`
        : `Throttled: ${limit} of the account's ${account} concurrent executions are unreserved, and all are in use.`,
    ),
  browserReached: (limit: number) =>
    because(
      "browser-reached",
      `Throttled: this browser holds ${count(limit, "live container")}, all busy. A cloud would have started one more.`,
    ),
  initFailed: () => because("init-failed", "Init failed. The environment is kept; the next request runs init again."),
  processExited: () => because("process-exited", "The process exited. The environment is kept; the next request runs init again."),
  initTooLong: (limitMs: number) =>
    because(
      "init-too-long",
      `Init took over ${seconds(limitMs)}. It begins again inside the request, under the function's own time limit.`,
    ),
  timedOut: (ms: number) =>
    because("timed-out", `Timed out after ${(ms / 1_000).toFixed(2)} s. The process was ended; the environment is kept.`),
  outOfMemory: (usedMb: number, limitMb: number) => because("out-of-memory", `Out of memory: ${usedMb} MB used of ${limitMb} MB.`),
  processLost: () => because("process-lost", "Lost: the browser's process for containers ran out of memory."),
  violation: (detail: string) => because("violation", `Ended: it sent what no honest runtime sends (${detail}).`),
  /** By Lambda's API, before any function is asked. */
  tooLarge: (limitBytes: number) => because("refused", `Refused: the event is over ${limitBytes} bytes. No container was asked.`),
} as const;
