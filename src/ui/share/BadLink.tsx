/** In place of the page: a link in the address that is behind a password, or could not be opened. Nothing else has changed. */
import { type FormEvent, useId, useState } from "react";
import type { Problem } from "../../platform/results.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useModal } from "../shared/useModal.ts";
import "../shared/field.css";
import "./bad-link.css";

export function BadLink() {
  const incoming = useColdstart((state) => state.incoming);
  const name = useColdstart((state) => state.project.name);
  const { links } = useIntents();
  const ref = useModal();
  const titleId = useId();
  if (!incoming) return null;
  const goOn = () => links?.dismiss();
  return (
    <dialog
      ref={ref}
      className="bad-link"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      {incoming.state === "bad" ? (
        <NotOpened problem={incoming.problem} titleId={titleId} />
      ) : (
        <Locked isWrong={incoming.wrong === true} titleId={titleId} />
      )}
      <footer className="bad-link-foot">
        <p className="muted">Nothing of yours has changed: {name} is as you left it.</p>
        <button type="button" className={incoming.state === "bad" ? "btn pri big" : "btn big"} onClick={goOn}>
          Go on to {name}
        </button>
      </footer>
    </dialog>
  );
}

function NotOpened({ problem: { code, message, remedy }, titleId }: { problem: Problem; titleId: string }) {
  return (
    <>
      <h1 id={titleId}>
        <Icon name="warning" />
        {TITLES[code] ?? "This link cannot be opened"}
      </h1>
      <dl>
        <dt>What happened</dt>
        <dd>{message}</dd>
        <dt>Why that happens</dt>
        <dd>{REASONS[code] ?? "The address holds something that is no set-up of this page."}</dd>
        <dt>What to do</dt>
        <dd>{remedy}</dd>
      </dl>
    </>
  );
}

function Locked({ isWrong, titleId }: { isWrong: boolean; titleId: string }) {
  const { links } = useIntents();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<string>();
  const id = useId();
  const wrong = isWrong && tried === password && !busy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || password === "") return;
    setBusy(true);
    setTried(password);
    await links?.unlock(password);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1 id={titleId}>
        <Icon name="lock" />
        This link is behind a password
      </h1>
      <p>Who made the link can tell you the password. It is used in this browser only, to open what the link carries.</p>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Password
        </label>
        <span className="field-box">
          <input
            id={id}
            className="input"
            type="password"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the one thing that this page asks for
            autoFocus
            value={password}
            aria-invalid={wrong}
            aria-describedby={`${id}-said`}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <button type="submit" className="btn pri big" aria-busy={busy}>
            {busy ? "Opening" : "Open"}
          </button>
        </span>
        <span id={`${id}-said`} className="field-wrong" role="alert">
          {wrong && "This password does not open it. Nothing was counted: try again, or ask once more."}
        </span>
      </div>
    </form>
  );
}

const TITLES: Readonly<Record<string, string>> = {
  "link-truncated": "This link is not whole",
  "link-damaged": "This link was changed on its way",
  "link-too-large": "This link unpacks to more than a set-up",
  "link-version": "This link is from a newer Coldstart",
  "link-setup": "This link holds no set-up that can be opened",
};

const REASONS: Readonly<Record<string, string>> = {
  "link-truncated": "Chat and mail programs cut long addresses, or break them over two lines, of which only the first can be clicked.",
  "link-damaged": "A sign was added, lost or replaced: by a program that rewrites addresses, or by hand.",
  "link-too-large": "A small text can unpack to a huge one. Reading stopped at the limit, so that the page stays whole.",
  "link-version": "It was made by a later version of this page, which writes what this one cannot read.",
  "link-setup": "It was read whole, but what it holds breaks a rule that every set-up keeps.",
};
