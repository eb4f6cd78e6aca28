/** What is drawn in a tile: its wall, and three lines. */
import type { ContainerPhase } from "../../platform/container.ts";
import type { ShownContainer } from "./shown-fleet.ts";
import { leftMs, leftShare, tileNumber, tilePhase } from "./tile-words.ts";

/** Below this the wall thickens: eviction is near. */
const LAST_MS = 5_000;

export interface TileFaceProps {
  readonly shown: ShownContainer;
  readonly nowMs: number;
  /** 60x or 3600x: the wall alone tells the time left. */
  readonly fast: boolean;
  /** The wall steps in eighths. */
  readonly still: boolean;
  /** How long init took the last time, for the bar. */
  readonly expectedInitMs?: number | undefined;
}

export function tileClass({ snapshot, phase }: ShownContainer, nowMs: number): string {
  const classes = ["tile", `t-${phase}`];
  if (phase === "idle" && leftMs(snapshot, nowMs) <= LAST_MS) classes.push("last");
  if (phase === "idle" && snapshot.needsReset) classes.push("needs-init");
  return classes.join(" ");
}

export function TileFace({ shown, nowMs, fast, still, expectedInitMs }: TileFaceProps) {
  const { snapshot, phase } = shown;
  return (
    <>
      <Wall phase={phase} share={leftShare(snapshot, nowMs)} still={still} cracked={phase === "idle" && snapshot.needsReset} />
      <span className="tile-head">
        <span className="tid">{snapshot.id}</span>
        <span className="tver">v{snapshot.version}</span>
      </span>
      {phase === "initializing" && <InitBar shown={shown} nowMs={nowMs} expectedMs={expectedInitMs} />}
      <b>{tileNumber(shown, nowMs, fast)}</b>
      <small>{tilePhase(shown)}</small>
    </>
  );
}

function Wall({ phase, share, still, cracked }: { phase: ContainerPhase; share: number; still: boolean; cracked: boolean }) {
  const left = (still ? Math.ceil(share * 8) / 8 : share) * 100;
  return (
    <svg viewBox="0 0 70 70" aria-hidden="true">
      {phase === "provisioning" && <rect x="1.5" y="1.5" width="67" height="67" rx="8" pathLength="100" className="w-prov" />}
      {phase === "idle" && (
        <>
          <rect x="1.5" y="1.5" width="67" height="67" rx="8" className="w-track" />
          {/* From the top, clockwise: what has run out is the gap behind twelve o'clock. */}
          <path
            d="M35 1.5h25.5a8 8 0 0 1 8 8v51a8 8 0 0 1-8 8h-51a8 8 0 0 1-8-8v-51a8 8 0 0 1 8-8z"
            pathLength="100"
            className="w-idle"
            strokeDasharray={`${left} 100`}
            strokeDashoffset={left - 100}
          />
        </>
      )}
      {phase === "evicted" && <rect x="1.5" y="1.5" width="67" height="67" rx="8" pathLength="100" className="w-ghost" />}
      {phase === "failed" && <rect x="1.5" y="1.5" width="67" height="67" rx="8" className="w-crash" />}
      {(phase === "failed" || cracked) && <path d="M45 2 39 21l9 9-13 15 5 9-6 14" pathLength="100" className="w-crack" />}
    </svg>
  );
}

/** Runs by CSS, from where init is now to where the last one ended; without a last one it only says that something goes on. */
function InitBar({ shown, nowMs, expectedMs }: { shown: ShownContainer; nowMs: number; expectedMs: number | undefined }) {
  const lastsMs = shown.tookMs === undefined ? expectedMs : undefined;
  if (shown.tookMs !== undefined) {
    return (
      <i className="prog">
        <i className="full" />
      </i>
    );
  }
  if (lastsMs === undefined) {
    return (
      <i className="prog">
        <i className="unknown" />
      </i>
    );
  }
  const elapsedMs = Math.max(0, nowMs - shown.sinceMs);
  return (
    <i className="prog">
      <i className="known" style={{ animationDuration: `${Math.max(1, lastsMs)}ms`, animationDelay: `-${Math.round(elapsedMs)}ms` }} />
    </i>
  );
}
