/** What a month would cost if it went on like this: an extrapolation, with the stretch it is from and its range. */
import { useMemo } from "react";
import type { Billed, BillScope } from "../../../metrics/bill/billed-of.ts";
import { monthOf } from "../../../metrics/bill/month-of.ts";
import { MONTH_MS, serverUsd } from "../../../metrics/bill/server-price.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { formatMs, formatUsd } from "../../shared/format.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { Asked } from "../sources/Asked.tsx";
import { useServerPrice } from "./use-bill.ts";

interface MonthSentenceProps {
  readonly run: ObservedRun;
  readonly scope: BillScope;
  readonly billed: Billed;
  readonly untilMs: number;
}

export function MonthSentence({ run, scope, billed, untilMs }: MonthSentenceProps) {
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const server = useServerPrice(run);
  const windowMs = scope.window ? scope.window.toMs - scope.window.fromMs : untilMs - run.history.startedAtMs;
  const month = useMemo(() => {
    const squaredMbMs = billed.definitions.reduce((sum, each) => sum + each.squaredMbMs, 0);
    return monthOf({ billed: billed.billed, squaredMbMs, windowMs }, run.profile, freeTier);
  }, [billed, windowMs, run.profile, freeTier]);
  if (!month) return <p className="bill-month muted">Too little to say what a month of it would cost: it takes 2 requests and a second.</p>;
  const requests = Math.round(month.quantities.requests);
  return (
    <p className="bill-month">
      A month of this would cost{" "}
      <b className="modelled">
        <Asked fact="month-extrapolation">{formatUsd(month.usd)}</Asked>
      </b>{" "}
      ({formatUsd(month.lowUsd)} to {formatUsd(month.highUsd)}) for {requests.toLocaleString("en-US", { maximumSignificantDigits: 3 })}{" "}
      requests
      {server &&
        `; ${server.server.id}${server.balanced ? " and its load balancer" : ""} ${formatUsd(serverUsd(server, MONTH_MS, requests))}`}
      .{" "}
      <span className="muted">
        Extrapolated from {formatMs(windowMs)} to 730 h. The range is chance alone: nights, weekends and growth are not in it.
      </span>
    </p>
  );
}
