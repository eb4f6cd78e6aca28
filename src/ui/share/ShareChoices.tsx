/** What goes into the link beside the code, and what must not. */
import { type ReactNode, useId, useState } from "react";
import type { Setup } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { MOST_ROWS, MOST_RUN_ROWS, type ShareOptions, secretNames, suspectVariables } from "./share-setup.ts";
import type { ShareLink } from "./use-share-link.ts";

interface ShareChoicesProps {
  readonly setup: Setup;
  readonly options: ShareOptions;
  readonly onOptions: (options: ShareOptions) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly link: ShareLink;
}

export function ShareChoices({ setup, options, onOptions, password, onPassword, link }: ShareChoicesProps) {
  const change = (part: Partial<ShareOptions>) => onOptions({ ...options, ...part });
  const tables = useColdstart((state) => state.services.tables);
  const requests = useColdstart((state) => state.run?.rows.endSeq ?? 0);
  const rows = tables.reduce((sum, { items }) => sum + items.length, 0);
  const secrets = secretNames(setup);
  const suspects = suspectVariables(setup);
  const events = setup.savedEvents?.length ?? 0;
  const leftOut = link.made?.additions.rowsLeftOut ?? 0;
  return (
    <fieldset className="share-choices">
      <legend>What goes with it</legend>
      {secrets.length > 0 && (
        <Check
          checked={options.withSecrets}
          onChange={(withSecrets) => change({ withSecrets })}
          label={`Values of ${counted(secrets.length, "secret")}`}
        >
          {options.withSecrets
            ? "Whoever has the link can read them. Put no real password in."
            : `Only the names go: ${secrets.join(", ")}.`}
        </Check>
      )}
      {suspects.length > 0 && (
        <p className="share-warning">
          {suspects.join(", ")} {suspects.length === 1 ? "goes" : "go"} with the link: environment variables are part of a function. If a
          value is real, take it out first.
        </p>
      )}
      <Check
        checked={options.withEvents}
        disabled={events === 0}
        onChange={(withEvents) => change({ withEvents })}
        label="Saved test events"
      >
        {events === 0 ? "There are none." : `${counted(events, "event")}.`}
      </Check>
      <Check
        checked={options.withRows}
        disabled={rows === 0}
        onChange={(withRows) => change({ withRows })}
        label="Rows as the tables hold them now"
      >
        {rows === 0
          ? "The tables hold none, or there are none."
          : `${counted(Math.min(rows, MOST_ROWS), "row")}, in place of those the tables begin with.${leftOut > 0 ? ` ${counted(leftOut, "more row")} stay here: a link takes ${MOST_ROWS}.` : ""}`}
      </Check>
      <Check
        checked={options.withRun}
        disabled={requests === 0}
        onChange={(withRun) => change({ withRun })}
        label="The run, as recorded here"
      >
        {requests === 0
          ? "Nothing has run yet."
          : `The newest ${counted(Math.min(requests, MOST_RUN_ROWS), "request")} as numbers, without logs and payloads: charts show before anything runs.`}
      </Check>
      <Password password={password} onPassword={onPassword} />
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

export function Check({ label, checked, disabled = false, onChange, children }: CheckProps) {
  const id = useId();
  return (
    <div className="share-check">
      <label className="check">
        <input
          type="checkbox"
          checked={checked && !disabled}
          disabled={disabled}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      <p id={id} className="field-hint">
        {children}
      </p>
    </div>
  );
}

function Password({ password, onPassword }: { readonly password: string; readonly onPassword: (password: string) => void }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        Password (optional)
      </label>
      <span className="field-box">
        <input
          id={id}
          className="input"
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          value={password}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onPassword(event.currentTarget.value)}
        />
        <button type="button" className="btn" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? "Hide" : "Show"}
        </button>
      </span>
      <p id={`${id}-hint`} className="field-hint">
        {password === ""
          ? "With one, the set-up is encrypted in this browser before it becomes a link."
          : "The password is not in the link: send it another way, by voice for instance. Nobody can bring it back."}
      </p>
    </div>
  );
}
