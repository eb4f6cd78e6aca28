/** Why the platform did what it did, in words a learner understands. Short, exact, with the numbers. */

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;

export const reasons = {
  firstStart: () => "Cold: first request after deploy. Nothing was running.",
  startedFromZero: () => "Cold: scaled to zero. Nothing was running.",
  allBusy: (busy: number) => `Cold: ${busy} of ${count(busy, "container")} busy. One container serves one request.`,
  reused: (leftMs: number) => `Warm: reused. It was idle, with ${seconds(leftMs)} left. No init.`,
  reusedAfterReset: () => "Reused after a crash or timeout: the environment and its /tmp are kept, init runs again inside this request.",
  idleTooLong: (idleMs: number) => `Evicted: idle ${seconds(idleMs)}.`,
  retired: (version: string) => `Retired: version ${version} is deployed.`,
  removed: () => "Ended: the function was removed.",
  killedByHand: () => "Killed by hand.",
  madeRoom: (limit: number) => `Evicted: this browser holds ${count(limit, "container")}, and another function needed the room.`,
  overBrowserLimit: (limit: number) => `Evicted: this browser now holds ${count(limit, "container")}.`,
  reservedReached: (limit: number) =>
    limit === 0 ? "Throttled: reserved concurrency is 0, which stops the function." : `Throttled: reserved concurrency ${limit} reached.`,
  accountReached: (limit: number, account: number) =>
    limit === account
      ? `Throttled: account concurrency ${account} reached.`
      : `Throttled: ${limit} of the account's ${account} concurrent executions are unreserved, and all are in use.`,
  browserReached: (limit: number) =>
    `Throttled: this browser holds ${count(limit, "live container")}, all busy. A cloud would have started one more.`,
  initFailed: () => "Init failed. The environment is kept; the next request runs init again.",
  processExited: () => "The process exited. The environment is kept; the next request runs init again.",
  initTooLong: (limitMs: number) =>
    `Init took over ${seconds(limitMs)}. It begins again inside the request, under the function's own time limit.`,
  timedOut: (ms: number) => `Timed out after ${(ms / 1_000).toFixed(2)} s. The process was ended; the environment is kept.`,
  outOfMemory: (usedMb: number, limitMb: number) => `Out of memory: ${usedMb} MB used of ${limitMb} MB.`,
  processLost: () => "Lost: the browser's process for containers ran out of memory.",
  violation: (detail: string) => `Ended: it sent what no honest runtime sends (${detail}).`,
} as const;
