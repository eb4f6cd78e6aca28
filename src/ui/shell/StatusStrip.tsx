/** The vital signs at the foot of the page. Modelled numbers are underlined with dots; the rest is measured here. */
import { lazy, Suspense } from "react";
import { gbSeconds } from "../../platform/billing.ts";
import { type Vitals, vitals } from "../../store/selectors.ts";
import type { State } from "../../store/state.ts";
import { formatGbSeconds, formatMs, formatPercent, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";
import type { OpenDialog } from "./dialog-name.ts";
import { FreezeMode } from "./FreezeMode.tsx";
import { NumbersLegend } from "./NumbersLegend.tsx";
import { phaseCounts } from "./phase-counts.ts";
import { ServerCost } from "./ServerCost.tsx";
import "./status-strip.css";

const OfflineMark = lazy(() => import("../offline/OfflineMark.tsx").then((module) => ({ default: module.OfflineMark })));

export function StatusStrip({ openDialog }: { openDialog: OpenDialog }) {
  const gone = useColdstart((state) => state.offline?.network === "gone");
  return (
    <footer className="status" data-pane="Vital signs">
      <Counts />
      <Vital name="requests" read={({ requests }) => requests.toLocaleString("en-US")} />
      <Vital name="cold" read={({ coldShare }) => formatPercent(coldShare)} title="Cold starts among the requests that ran" />
      <Vital rank={3} name="p50" read={({ p50Ms }) => formatMs(p50Ms)} title="Half of the requests were faster" />
      <Vital name="p95" read={({ p95Ms }) => formatMs(p95Ms)} title="95 of 100 requests were faster" />
      <Vital rank={2} name="p99" read={({ p99Ms }) => formatMs(p99Ms)} title="99 of 100 requests were faster" />
      <span className="grow" />
      <Vital rank={3} name="billed" read={billed} title="Memory times billed time" />
      <Vital name="cost" read={({ costUsd }) => formatUsd(costUsd)} modelled title="Billed quantities at the provider’s prices" />
      <ServerCost />
      <i className="vr" />
      {gone && (
        <Suspense>
          <OfflineMark openDialog={openDialog} />
        </Suspense>
      )}
      <Saving />
      <FreezeMode />
      <NumbersLegend />
    </footer>
  );
}

function billed({ billedMbMs }: Vitals): string {
  // Below a thousandth, three digits say more than a row of zeros.
  return billedMbMs > 0 && gbSeconds(billedMbMs) < 0.001 ? `${billedMbMs.toLocaleString("en-US")} MB-ms` : formatGbSeconds(billedMbMs);
}

interface VitalProps {
  name: string;
  read: (all: Vitals) => string;
  title?: string;
  modelled?: boolean;
  /** 1 is the first to go where there is no room. */
  rank?: 1 | 2 | 3;
}

function Vital({ name, read, title, modelled = false, rank }: VitalProps) {
  const value = useColdstart((state) => read(vitals(state)));
  return (
    <span title={title} className={rank && `rank-${rank}`}>
      {name} <b className={modelled ? "mono modelled" : "mono"}>{value}</b>
    </span>
  );
}

function Counts() {
  const text = useColdstart(phaseCounts);
  const running = useColdstart((state) => state.platform.clock.busy);
  return (
    <span className="counts">
      <i className={running ? "sd" : "sd hollow"} />
      {text}
    </span>
  );
}

const SAVING: Readonly<Record<State["saving"] | "in-frame", string>> = {
  "in-frame": "Not kept",
  saved: "Saved",
  saving: "Saving",
  failed: "Not saved",
  "other-tab": "Open in another tab",
};

function Saving() {
  const saving = useColdstart((state) => (state.embed ? "in-frame" : state.saving));
  return <span className={saving === "failed" ? "bad" : undefined}>{SAVING[saving]}</span>;
}
