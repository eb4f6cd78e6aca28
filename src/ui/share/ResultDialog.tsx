/** "Send back my result": the learner's set-up, name, steps and figures, as a link for whoever asked. */

import { useId, useState } from "react";
import { setupOf } from "../../store/setup-of.ts";
import { counted } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { formatMs } from "../shared/format.ts";
import { useStoreApi } from "../shared/store-context.tsx";
import { CopyText } from "./CopyText.tsx";
import { classResultOf, resultSetup } from "./class-result.ts";
import { linkAdvice } from "./link-advice.ts";
import { baseOf, linkOf } from "./share-texts.ts";
import { useShareLink } from "./use-share-link.ts";
import "../shared/field.css";
import "./share-dialog.css";

const OPTIONS = { withSecrets: false, withEvents: true, withRows: false, withRun: true } as const;
const MOST_NAME_CHARS = 80;
const MOST_NOTE_CHARS = 500;

export function ResultDialog({ onClose }: { onClose: () => void }) {
  const store = useStoreApi();
  const [setup] = useState(() => resultSetup(setupOf(store.getState())));
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const id = useId();
  const result = classResultOf(store.getState(), name, note);
  const link = useShareLink(setup, { options: OPTIONS, password: "", result });
  const isNamed = name.trim() !== "";
  const text = isNamed && link.made && !link.busy ? linkOf({ base: baseOf(location), fragment: link.made.fragment }) : "";
  const { requests, coldStarts, errors, p95Ms } = result.figures;
  return (
    <Dialog title="Send back my result" onClose={onClose}>
      <div className="share-class">
        <div className="field">
          <label className="field-label" htmlFor={id}>
            Your name, or your group's
          </label>
          <input
            id={id}
            className="input"
            data-personal=""
            maxLength={MOST_NAME_CHARS}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-note`}>
            A note (optional)
          </label>
          <textarea
            id={`${id}-note`}
            className="input share-note"
            rows={3}
            maxLength={MOST_NOTE_CHARS}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <p className="field-hint">
          The link carries your set-up as it is now, its run, and: {counted(requests, "request")}, {counted(coldStarts, "cold start")},{" "}
          {counted(errors, "error")}, p95 {formatMs(p95Ms)}
          {result.lesson && `, ${counted(result.lesson.stepsDone.length, "step")} done`}. Values of secrets stay here. Nothing is sent by
          this page: you hand the link on.
        </p>
        {link.problem && (
          <p className="field-wrong" role="alert">
            {link.problem.message} {link.problem.remedy}
          </p>
        )}
        <CopyText label="Link" text={text} primary describedBy={`${id}-length`} />
        <p id={`${id}-length`} className="field-hint">
          {text === ""
            ? "Type a name first: it says whose result it is."
            : `${counted(text.length, "character")}. ${linkAdvice(text.length).text}`}
        </p>
      </div>
    </Dialog>
  );
}
