/** A request that is out: for how long, and what it waits for. */
import { deploymentOf } from "../../store/selectors.ts";
import type { Exchange } from "../../store/state.ts";
import { formatMs } from "../shared/format.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { draftTitle } from "./draft-title.ts";

const REDRAW_EVERY_MS = 100;

export function Waiting({ exchange }: { exchange: Exchange }) {
  const nowMs = usePlatformNowMs(REDRAW_EVERY_MS);
  const out = useColdstart((state) => state.history.reduce((count, { state: each }) => count + (each === "waiting" ? 1 : 0), 0));
  const building = useColdstart((state) => deploymentOf(state, exchange.functionName).status === "building");
  const sandbox = useColdstart((state) => state.platform.sandbox);
  const why = building
    ? `${exchange.functionName} is being built.`
    : sandbox === "ready"
      ? "Its container is at work."
      : "The sandbox that holds the containers is starting.";
  return (
    <div className="quiet response-empty">
      <h3>
        Waiting <span className="mono">{formatMs(Math.max(0, Math.round((nowMs - exchange.sentAtMs) / 100) * 100))}</span>
      </h3>
      <p className="mono">{draftTitle(exchange.draft)}</p>
      <p>
        {why} {out > 1 && `${out} requests are out.`}
      </p>
    </div>
  );
}
