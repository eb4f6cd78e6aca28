/** What was asked before, newest first: a click brings the request and its answer back, another asks it again. */
import type { Exchange } from "../../store/state.ts";
import { formatClock, formatMs } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { draftTitle } from "./draft-title.ts";
import { titleOf } from "./outcome.ts";

interface HistoryListProps {
  shownId: number | undefined;
  onPick: (exchangeId: number) => void;
}

export function HistoryList({ shownId, onPick }: HistoryListProps) {
  const history = useColdstart((state) => state.history);
  const { selectFunction, editDraft, repeat } = useIntents();
  if (history.length === 0) return <p className="request-note">Nothing was asked yet.</p>;
  const load = (exchange: Exchange) => {
    selectFunction(exchange.functionName);
    // The draft as it was: what it did not have is taken away.
    editDraft({ trigger: undefined, events: undefined, ...exchange.draft });
    onPick(exchange.id);
  };
  return (
    <ul className="listed-rows" aria-label="History">
      {history.map((exchange) => (
        <li key={exchange.id} className={exchange.id === shownId ? "listed-row on" : "listed-row"}>
          <button type="button" className="listed-main" onClick={() => load(exchange)}>
            <HistoryWords exchange={exchange} />
          </button>
          <button type="button" className="ib icon" aria-label={`Repeat ${draftTitle(exchange.draft)}`} onClick={() => repeat(exchange.id)}>
            <Icon name="restart" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function HistoryWords({ exchange }: { exchange: Exchange }) {
  const { http, invocation, draft, functionName, sentAtMs } = exchange;
  const activeFunction = useColdstart((state) => state.activeFunction);
  const { text, tone } = titleOf(exchange);
  const ms = http?.timeMs ?? (invocation && invocation.endedAtMs - invocation.arrivedAtMs);
  return (
    <>
      <span className={`listed-state ${tone}`}>{http ? http.status : text}</span>
      <span className="mono listed-title">{draftTitle(draft)}</span>
      {functionName !== activeFunction && <span className="muted">{functionName}</span>}
      <span className="grow" />
      {invocation?.coldStart && <span className="badge">cold</span>}
      <span className="mono muted">{ms === undefined ? "" : formatMs(ms)}</span>
      <span className="mono muted">{formatClock(sentAtMs)}</span>
    </>
  );
}
