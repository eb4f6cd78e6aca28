import { expect, it } from "vitest";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { newRun, recordRun } from "../../../metrics/history/run-history.ts";
import { BEGAN_AT_MS, randomViews } from "../../../metrics/query/rows-under-test.ts";
import { billInvocation, costUsd, NO_SPLIT, NOTHING_BILLED } from "../../../platform/billing.ts";
import { awsLambda } from "../../../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { platformSettings } from "../../../testing/builders.ts";
import { findRequest } from "./find-request.ts";

const VIEWS = randomViews(2, 2_000).map((view, place): InvocationView => {
  const bill = billInvocation({ ...view, billInit: place % 2 === 0 }, awsLambda);
  const { billed, split } = view.status === "throttled" ? { billed: NOTHING_BILLED, split: NO_SPLIT } : bill;
  return { ...view, billed, split, costUsd: costUsd(billed, awsLambda) };
});
const history = recordRun(newRun(BEGAN_AT_MS), { ended: VIEWS, fleet: [], events: [] });
const run: ObservedRun = {
  ...{ id: "file", name: "A file", origin: "measured", history, details: VIEWS.slice(-50), untilMs: BEGAN_AT_MS },
  ...{ profile: awsLambda, settings: platformSettings() },
};

it("finds what is kept in full, and of the rest all that its row says, the receipt included", () => {
  for (const view of VIEWS) {
    const { event, logs, costUsd: usd, ...known } = view;
    const found = findRequest(run, attemptIdOf(view));
    if (run.details.includes(view)) expect(found).toEqual({ view, inFull: true });
    else expect(found).toMatchObject({ view: { ...known, costUsd: usd, event: "", logs: [] }, inFull: false });
  }
});

it("tells the attempts of one request apart, and knows what it has not", () => {
  const [first] = run.details as [InvocationView];
  const again = { ...first, arrivedAtMs: first.arrivedAtMs + 60_000 };
  const retried = { ...run, details: [...run.details, again] };
  expect(findRequest(retried, attemptIdOf(first))?.view).toBe(first);
  expect(findRequest(retried, attemptIdOf(again))?.view).toBe(again);
  for (const id of ["", "x", "x 1", `${first.requestId} NaN`]) expect(findRequest(run, id)).toBeUndefined();
});
