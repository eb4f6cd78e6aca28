/** Method, target and Send. Enter sends; Ctrl+Enter, the page's own key, deploys before. Several may be out at once. */
import { type ClipboardEvent, type FormEvent, lazy, Suspense } from "react";
import { ROUTE_METHODS } from "../../platform/triggers/http-routes.ts";
import { activeDraft, deploymentOf, isEdited } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

// Events are for those who have seen their first answer.
const EventActions = lazy(() => import("./EventActions.tsx").then((module) => ({ default: module.EventActions })));

const METHODS = ROUTE_METHODS.filter((method) => method !== "ANY");

export function RequestLine() {
  const { mode, trigger } = useColdstart(activeDraft);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const waiting = useColdstart((state) => state.history.reduce((count, each) => count + (each.state === "waiting" ? 1 : 0), 0));
  const shared = useColdstart((state) => state.shared !== undefined);
  const { send, cancelSend } = useIntents();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <div className="request-line">
      <form className="request-fields" onSubmit={submit}>
        {mode === "http" ? (
          <HttpTarget />
        ) : (
          <span className="request-direct mono">
            {trigger === undefined ? `Invoke ${activeFunction} with the event below` : `Test event to ${activeFunction}`}
          </span>
        )}
        <button
          type="submit"
          className="btn pri"
          disabled={shared}
          aria-keyshortcuts="Control+Enter"
          title={shared ? "Choose Run first" : "Ctrl+Enter deploys what changed before"}
        >
          {mode === "event" && trigger !== undefined ? "Send test event" : "Send"}
          <span className="key-hint" aria-hidden="true">
            Ctrl ↵
          </span>
        </button>
        {waiting > 0 && (
          <button type="button" className="btn request-cancel" onClick={cancelSend} title={`Stop waiting for ${waiting} that are out`}>
            Cancel
          </button>
        )}
      </form>
      {mode === "event" && (
        <Suspense>
          <EventActions />
        </Suspense>
      )}
      <NotDeployed />
    </div>
  );
}

function HttpTarget() {
  const { method, target } = useColdstart(activeDraft);
  const { editDraft, pasteCurl } = useIntents();
  const attempt = useAttempt();
  const methods = METHODS.some((known) => known === method) ? METHODS : [method, ...METHODS];

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text").trim();
    if (!text.startsWith("curl ")) return;
    event.preventDefault();
    attempt(() => pasteCurl(text));
  };

  return (
    <>
      <select
        className="request-method mono"
        aria-label="Method"
        value={method}
        onChange={(event) => editDraft({ method: event.currentTarget.value })}
      >
        {methods.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <input
        className="request-target mono"
        aria-label="Path and query"
        placeholder="/path?query, or paste a curl command"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="send"
        value={target}
        onChange={(event) => editDraft({ target: event.currentTarget.value })}
        onPaste={onPaste}
      />
    </>
  );
}

/** Send takes what is deployed: a person who just edited is told so, before they wonder. */
function NotDeployed() {
  const activeFunction = useColdstart((state) => state.activeFunction);
  const edited = useColdstart((state) => isEdited(state, state.activeFunction));
  const version = useColdstart((state) => deploymentOf(state, state.activeFunction).version);
  if (!edited || version === undefined) return null;
  return (
    <p className="request-note">
      {activeFunction} runs version {version}, without your edits. <kbd>Ctrl ↵</kbd> deploys them first.
    </p>
  );
}
