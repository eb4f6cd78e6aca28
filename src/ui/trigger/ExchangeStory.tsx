/** What went wrong, why, and what can be done; with the trace and build errors as ways into the code. */
import { useMemo } from "react";
import type { FunctionError } from "../../platform/invocation.ts";
import { deploymentOf, findFunction, httpFront } from "../../store/selectors.ts";
import type { BuildMessageView, Exchange } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { storyOf, titleOf } from "./outcome.ts";
import { RouteList } from "./RouteList.tsx";
import { receivedFor } from "./received-event.ts";
import { placeOf } from "./trace-places.ts";
import { useShowPlace } from "./use-show-place.ts";

interface ExchangeStoryProps {
  exchange: Exchange;
  onShowLog: (() => void) | undefined;
}

export function ExchangeStory({ exchange, onShowLog }: ExchangeStoryProps) {
  const story = useMemo(() => storyOf(exchange), [exchange]);
  const { tone } = titleOf(exchange);
  const receiver = useReceiver(exchange);
  const { http, invocation, problem } = exchange;
  if (!story) return null;
  const functionName = invocation?.functionName ?? receiver;
  const error = invocation?.status === "error" ? invocation.error : undefined;
  return (
    <div className={`story ${tone}`}>
      <p className="story-what">
        {tone === "bad" && <Icon name="warning" size={14} />}
        <b>{story.what}</b>
        {story.why !== undefined && ` ${story.why}`}
      </p>
      {error && <ErrorTrace error={error} functionName={functionName} />}
      {problem?.code === "build-failed" && <BuildErrors functionName={functionName} />}
      {http?.status === 404 && !invocation && <RouteList />}
      <p className="story-remedy">
        {story.remedy}
        {onShowLog && (
          <button type="button" className="lk" onClick={onShowLog}>
            Show the log
          </button>
        )}
      </p>
      {http && invocation && tone === "bad" && <p className="story-aside">The caller does not see this. It receives:</p>}
    </div>
  );
}

/** Whom it was for; the function that was open, where no route matches. */
function useReceiver({ draft, functionName }: Exchange): string {
  const front = useColdstart(httpFront);
  const received = receivedFor(draft, functionName, front, 0);
  return received.kind === "event" ? received.functionName : functionName;
}

function ErrorTrace({ error, functionName }: { error: FunctionError; functionName: string }) {
  const files = useColdstart((state) => findFunction(state, functionName)?.files);
  const showPlace = useShowPlace();
  const paths = Object.keys(files ?? {});
  const head = `${error.errorType}: ${error.errorMessage}`;
  const frames = (error.trace ?? []).filter((line, index) => index > 0 || line.trim() !== head.trim());
  return (
    <div className="trace mono">
      <p className="trace-message">{error.errorMessage}</p>
      {frames.map((line, index) => {
        const place = placeOf(line, paths);
        return (
          // A frame may stand twice: its place is its identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <p key={index} className={place ? "trace-line" : "trace-line foreign"}>
            {place ? (
              <button
                type="button"
                className="trace-link"
                title={`Open ${place.path}`}
                onClick={() => showPlace({ functionName, path: place.path }, place.line)}
              >
                {line.trim()}
              </button>
            ) : (
              line.trim()
            )}
          </p>
        );
      })}
    </div>
  );
}

function BuildErrors({ functionName }: { functionName: string }) {
  const messages = useColdstart((state) => deploymentOf(state, functionName).messages);
  const showPlace = useShowPlace();
  const placed = messages.filter(
    (each): each is BuildMessageView & { file: string; line: number } =>
      each.severity === "error" && each.file !== undefined && each.line !== undefined,
  );
  return (
    <div className="trace mono">
      {placed.map((each) => (
        <p key={`${each.file}:${each.line}:${each.column}:${each.text}`} className="trace-line">
          <button type="button" className="trace-link" onClick={() => showPlace({ functionName, path: each.file }, each.line, each.column)}>
            {each.file}:{each.line}
          </button>{" "}
          {each.text}
        </p>
      ))}
    </div>
  );
}
