/** How much runs at once, now and at most, against the limit at which requests are refused; and how many were. */
import { type Concurrency, concurrency } from "../../store/selectors.ts";
import { useColdstart } from "../shared/store-context.tsx";
import type { ShownContainer } from "./shown-fleet.ts";

const LIMITS: Readonly<Record<Concurrency["limitedBy"], { readonly words: string; readonly title: string }>> = {
  account: { words: "the account's limit", title: "The account's concurrent executions; more are throttled" },
  reserved: { words: "reserved concurrency", title: "Reserved for the function, and its cap" },
  browser: { words: "this browser's limit", title: "What this browser holds at once: a limit of the playground, not of a cloud" },
};

/** With more than this the bar shows shares instead of places. */
const MOST_PLACES = 16;

export function Gauge({ shown }: { shown: readonly ShownContainer[] }) {
  const { now, peak, limit, limitedBy } = useColdstart(allConcurrency);
  const throttles = useColdstart((state) => state.platform.totals.throttles);
  const count = (...phases: readonly ShownContainer["snapshot"]["phase"][]) =>
    shown.filter(({ snapshot }) => phases.includes(snapshot.phase)).length;
  const init = count("provisioning", "initializing");
  const busy = count("busy");
  const idle = count("idle");
  const parts = [
    ["g-run", busy],
    ["g-init", init],
    ["g-idle", idle],
    ["g-free", Math.max(0, limit - busy - init - idle)],
  ] as const;
  return (
    <div className="gauge">
      <div className="grow">
        <div className="glab">
          <span>
            <b>{now}</b> of {limit} in use
          </span>
          <span className="muted">{idle > 0 ? `${idle} warm, waiting` : ""}</span>
        </div>
        {/* A meter of parts: the browser's own shows one. */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          className="gbar"
          role="meter"
          aria-label="Concurrency"
          aria-valuemin={0}
          aria-valuenow={now}
          aria-valuemax={Math.max(limit, now)}
          aria-valuetext={`${now} of ${limit} in use, at most ${peak} so far`}
        >
          {parts.map(([look, n]) =>
            limit <= MOST_PLACES
              ? // Places of one kind are alike.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                Array.from({ length: n }, (_, place) => <i key={`${look} ${place}`} className={look} />)
              : n > 0 && <i key={look} className={look} style={{ flexGrow: n }} />,
          )}
        </div>
        <p className="muted gfoot" title={LIMITS[limitedBy].title}>
          peak {peak} · {limit} is {LIMITS[limitedBy].words}
        </p>
      </div>
      <div className="qd" title="Requests refused because a limit was reached">
        <div className="glab">Throttled</div>
        <b className={throttles > 0 ? "some" : undefined}>{throttles.toLocaleString("en-US")}</b>
      </div>
    </div>
  );
}

function allConcurrency(state: Parameters<typeof concurrency>[0]): Concurrency {
  return concurrency(state);
}
