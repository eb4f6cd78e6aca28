/** Above a set-up that somebody else made, until it is run: what it holds, and the one button that runs it. */
import { useId, useState } from "react";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { contentRows, contentSum, reachSentence, secretsSentence } from "./contents.ts";
import { keepMine } from "./keep-mine.ts";
import { runShared } from "./run-shared.ts";
import "./share.css";

export function SharedBar() {
  const isZip = useColdstart((state) => state.shared?.from === "zip");
  const project = useColdstart((state) => state.project);
  const [open, setOpen] = useState(false);
  const store = useStoreApi();
  const attempt = useAttempt();
  const { projects } = useIntents();
  const listId = useId();
  const run = () => {
    attempt(() => runShared(store));
    // The bar goes, and with it the button: the next thing to press takes the focus.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.request-fields [type="submit"]')?.focus());
  };
  const rows = contentRows(project);
  const secrets = secretsSentence(project);
  return (
    <section className="shared-bar" aria-label="Shared set-up">
      <div className="shared-head">
        <div className="shared-words">
          <h2>{isZip ? "This zip may be somebody else's. Read it, then Run." : "Someone shared this set-up. Read it, then Run."}</h2>
          <p>
            {contentSum(project)}. {reachSentence(project)} {secrets && `${secrets} `}Nothing has run.
          </p>
        </div>
        <div className="shared-acts">
          <button type="button" className="btn ghost" aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)}>
            {open ? "Hide what it holds" : "What it holds"}
          </button>
          {projects && (
            <button type="button" className="btn ghost" title="Back to what was open before" onClick={() => attempt(() => keepMine(store))}>
              Keep mine
            </button>
          )}
          <button type="button" className="btn pri big" onClick={run}>
            <Icon name="play" size={12} />
            Run
          </button>
        </div>
      </div>
      <dl className="shared-list" id={listId} hidden={!open}>
        {rows.map(({ what, words }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
