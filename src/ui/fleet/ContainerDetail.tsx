/** The life of one container: why it was born, what it served, how old its module scope is, what it logged. */

import { useEffect, useMemo, useRef, useState } from "react";
import type { ContainerSnapshot } from "../../platform/container.ts";
import type { InvocationView } from "../../platform/results.ts";
import { attemptIdOf } from "../../store/attempt-id.ts";
import type { Coldstart } from "../../store/intents.ts";
import { formatBytes, formatInstant, formatMs } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { LogLines } from "../shared/LogLines.tsx";
import { StartMark } from "../shared/StartMark.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { useSlowly } from "../shared/useSlowly.ts";
import { isEnded } from "./shown-fleet.ts";
import { PHASE_WORDS } from "./tile-words.ts";
import { useBeat, useFleetScreen } from "./use-fleet.ts";

const SHOWN_REQUESTS = 20;

interface ContainerDetailProps {
  readonly container: ContainerSnapshot;
}

export function ContainerDetail({ container }: ContainerDetailProps) {
  const { kill, selectContainer } = useIntents();
  const { id, phase, version } = container;
  const served = useServedBy(id);
  const box = useRef<HTMLElement>(null);
  // Below many tiles it would open out of sight.
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <section ref={box} className="cdetail" aria-label={`Container ${id}`}>
      <div className="cd-head">
        <h3 className="mono">{id}</h3>
        <span className={`pill p-${phase}`}>{PHASE_WORDS[phase]}</span>
        <span className="muted">
          {container.functionName}, version {version}
          {container.retired && !isEnded(phase) ? ", retired" : ""}
        </span>
        <span className="grow" />
        {!isEnded(phase) && (
          <button type="button" className="btn danger" aria-label={`Kill container ${id}`} onClick={() => kill(id)}>
            Kill
          </button>
        )}
        <button type="button" className="ib icon" aria-label="Close container" onClick={() => selectContainer(undefined)}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <p className="cd-why">
        {container.startReason} {container.endReason}
      </p>
      <Facts container={container} served={served} />
      <ServedRequests served={served} count={container.served} />
    </section>
  );
}

function Facts({ container, served }: { container: ContainerSnapshot; served: readonly InvocationView[] }) {
  const { bornAtMs, initMs, memoryMb, needsReset, phase } = container;
  const heapBytes = served.reduce<number | undefined>(
    (most, { maxHeapBytes = 0 }) => Math.max(most ?? 0, maxHeapBytes) || undefined,
    undefined,
  );
  return (
    <dl className="kv">
      <dt>Born</dt>
      <dd className="mono">{formatInstant(bornAtMs)}</dd>
      <dt title="Clocked in the container">Init, measured</dt>
      <dd>{formatMs(initMs)}</dd>
      <dt title="How long ago its module scope was evaluated: what it holds is as old">Module scope</dt>
      <dd>{needsReset ? "gone: init runs again" : isEnded(phase) ? "gone" : <ScopeAge container={container} />}</dd>
      <dt title="The heap is measured where the browser says it, some seconds late">Memory</dt>
      <dd>
        {memoryMb} MB, {heapBytes === undefined ? "heap not measured yet" : `heap at most ${formatBytes(heapBytes)}`}
      </dd>
      <dt>{isEnded(phase) ? "Ended" : `${capital(PHASE_WORDS[phase])} since`}</dt>
      <dd className="mono">{formatInstant(container.phaseSinceMs)}</dd>
    </dl>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function ScopeAge({ container }: { container: ContainerSnapshot }) {
  useBeat(1_000);
  const screen = useFleetScreen();
  const { initializedAtMs } = container;
  if (initializedAtMs === undefined) return "–";
  const seconds = Math.max(0, Math.floor((screen.nowMs() - initializedAtMs) / 1_000));
  return seconds < 60 ? `${seconds} s old` : `${formatMs(seconds * 1_000)} old`;
}

function ServedRequests({ served, count }: { served: readonly InvocationView[]; count: number }) {
  const newest = served.slice(0, SHOWN_REQUESTS);
  const [openId, setOpenId] = useState<string>();
  const open = newest.find((each) => attemptIdOf(each) === openId) ?? newest[0];
  if (!open) return <p className="muted cd-none">It has served no request yet.</p>;
  return (
    <>
      <h4>
        Served {count} {count === 1 ? "request" : "requests"}
        {count > newest.length && <span className="muted">, the newest {newest.length} here</span>}
      </h4>
      <ul className="cd-reqs">
        {newest.map((each) => (
          <li key={attemptIdOf(each)}>
            <button type="button" className="cd-req" aria-expanded={each === open} onClick={() => setOpenId(attemptIdOf(each))}>
              <span className="mono">{formatInstant(each.endedAtMs)}</span>
              <StartMark cold={each.coldStart} />
              <span className={each.status === "ok" ? "muted" : "cw-bad"}>{each.status}</span>
              <span className="grow" />
              <span className="mono">{formatMs(each.initMs + each.durationMs)}</span>
            </button>
            {each === open && (
              <div className="cd-log">
                <LogLines lines={each.logs} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const keptInvocations = (state: Coldstart) => state.invocations;

/** Of the kept ones, newest first. */
function useServedBy(containerId: string): readonly InvocationView[] {
  const invocations = useSlowly(keptInvocations);
  return useMemo(() => invocations.filter((each) => each.containerId === containerId).reverse(), [invocations, containerId]);
}
