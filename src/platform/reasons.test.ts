import { expect, test } from "vitest";
import { REASON_KINDS, type Reason, reasons } from "./reasons.ts";

test.each<[Reason, string]>([
  [reasons.firstStart(), "Cold: first request after deploy. Nothing was running."],
  [reasons.startedFromZero(), "Cold: scaled to zero. Nothing was running."],
  [reasons.allBusy(1), "Cold: 1 of 1 container busy. One container serves one request."],
  [reasons.allBusy(3), "Cold: 3 of 3 containers busy. One container serves one request."],
  [reasons.reused(292_400), "Warm: reused. It was idle, with 292 s left. No init."],
  [reasons.reused(1_250), "Warm: reused. It was idle, with 1.3 s left. No init."],
  [reasons.idleTooLong(300_000), "Evicted: idle 300 s."],
  [reasons.idleTooLong(1_500), "Evicted: idle 1.5 s."],
  [reasons.retired("2"), "Retired: version 2 is deployed."],
  [reasons.reservedReached(5), "Throttled: reserved concurrency 5 reached."],
  [reasons.reservedReached(0), "Throttled: reserved concurrency is 0, which stops the function."],
  [reasons.accountReached(1_000, 1_000), "Throttled: account concurrency 1000 reached."],
  [reasons.accountReached(7, 10), "Throttled: 7 of the account's 10 concurrent executions are unreserved, and all are in use."],
  [reasons.browserReached(64), "Throttled: this browser holds 64 live containers, all busy. A cloud would have started one more."],
  [reasons.browserReached(1), "Throttled: this browser holds 1 live container, all busy. A cloud would have started one more."],
  [reasons.timedOut(3_000), "Timed out after 3.00 s. The process was ended; the environment is kept."],
  [reasons.outOfMemory(140, 128), "Out of memory: 140 MB used of 128 MB."],
])("%o", ({ kind, text }, expected) => {
  expect(text).toBe(expected);
  expect(REASON_KINDS).toContain(kind);
});
