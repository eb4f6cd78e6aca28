/** Test events of the active function: the request as it stands under a name, to be used again. */
import { type FormEvent, useState } from "react";
import { savedEventsOf } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { draftTitle } from "./draft-title.ts";

export function SavedList() {
  const saved = useColdstart(savedEventsOf);
  const { saveEvent, useSavedEvent: takeSavedEvent, removeSavedEvent } = useIntents();
  const attempt = useAttempt();
  const [name, setName] = useState("");
  const replaces = saved.some((each) => each.name === name.trim());

  const save = (event: FormEvent) => {
    event.preventDefault();
    attempt(() => {
      saveEvent(name);
      setName("");
    });
  };

  return (
    <div className="listed">
      <form className="save-line" onSubmit={save}>
        <input
          className="input"
          aria-label="Name of the test event"
          placeholder="Name this request to keep it"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" className="btn" disabled={name.trim() === ""}>
          {replaces ? "Replace" : "Save"}
        </button>
      </form>
      {saved.length === 0 && <p className="request-note">No test events yet. A saved one is kept with the project.</p>}
      <ul className="listed-rows" aria-label="Saved test events">
        {saved.map((each) => (
          <li key={each.name} className="listed-row">
            <button type="button" className="listed-main" onClick={() => takeSavedEvent(each.functionName, each.name)}>
              <b>{each.name}</b>
              <span className="mono muted">{draftTitle(each.draft)}</span>
            </button>
            <button
              type="button"
              className="ib icon"
              aria-label={`Remove ${each.name}`}
              onClick={() => removeSavedEvent(each.functionName, each.name)}
            >
              <Icon name="trash" size={14} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
