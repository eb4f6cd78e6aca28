/** What of the network functions may reach: nothing, until a person names a host and says that they mean it. */
import { type FormEvent, useState } from "react";
import type { NetworkConfig } from "../../platform/services/network-config.ts";
import { problemWords } from "../shared/attempt.ts";
import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { hostOf } from "./host-of.ts";
import { RecordedAnswers } from "./RecordedAnswers.tsx";
import "./network.css";

export function NetworkSection() {
  const network = useColdstart((state) => state.project.network);
  const { setNetwork } = useIntents();
  const change = (next: Partial<NetworkConfig>) => problemWords(() => setNetwork({ ...network, ...next }));
  return (
    <section className="network" aria-label="Network">
      <h3>Network</h3>
      <p className="field-hint">
        Off by default: <code>fetch</code> of any host fails, as in a function without a way out. Every call shows in the request’s trace.
      </p>
      <AllowedHosts network={network} onChange={change} />
      <RecordedAnswers recorded={network.recorded} onChange={(recorded) => change({ recorded })} />
    </section>
  );
}

interface AllowedHostsProps {
  network: NetworkConfig;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (next: Partial<NetworkConfig>) => string | undefined;
}

function AllowedHosts({ network: { allowedHosts }, onChange }: AllowedHostsProps) {
  const project = useColdstart((state) => state.project.name);
  const confirmed = useColdstart((state) => state.confirmedHosts);
  const { confirmHost, unconfirmHost } = useIntents();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [asked, setAsked] = useState<string>();

  const add = (event: FormEvent) => {
    event.preventDefault();
    const host = hostOf(typed);
    if (host === "") return;
    if (allowedHosts.includes(host) && confirmed.includes(host)) return setWrong(`${host} is allowed already.`);
    setWrong(undefined);
    setAsked(host);
  };
  const allow = (host: string) => {
    const problem = allowedHosts.includes(host) ? undefined : onChange({ allowedHosts: [...allowedHosts, host] });
    setWrong(problem);
    if (problem !== undefined) return;
    confirmHost(host);
    setTyped("");
  };
  const remove = (host: string) => {
    unconfirmHost(host);
    setWrong(onChange({ allowedHosts: allowedHosts.filter((each) => each !== host) }));
  };

  return (
    <div className="settings-list">
      <h4 className="field-label">Hosts that functions may reach</h4>
      <ul className="network-hosts">
        {allowedHosts.map((host) => (
          <li key={host}>
            <span className="mono">{host}</span>
            {confirmed.includes(host) ? (
              <span className="muted">allowed</span>
            ) : (
              <>
                <span className="network-asks">The project asks for it</span>
                <button type="button" className="lk" onClick={() => setAsked(host)}>
                  Allow
                </button>
              </>
            )}
            <span className="grow" />
            <button type="button" className="ib icon" aria-label={`Take ${host} away`} onClick={() => remove(host)}>
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {allowedHosts.length === 0 && <p className="field-hint">None.</p>}
      <form className="network-add" onSubmit={add}>
        <input
          className="input mono"
          aria-label="Host to allow"
          aria-invalid={wrong !== undefined}
          placeholder="api.example.com"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" className="btn" disabled={typed.trim() === ""}>
          Allow…
        </button>
      </form>
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
      {asked !== undefined && (
        <ConfirmDialog
          title={`Let ${project} reach ${asked}?`}
          action={`Allow ${asked}`}
          onClose={() => setAsked(undefined)}
          run={() => allow(asked)}
        >
          <p>
            The code of this project can then send data to <b>{asked}</b> from this browser, with this computer’s address: whatever its
            functions hold, read or are sent, secrets of the project included.
          </p>
          <p className="network-more">
            It is sent without this browser’s cookies, and the host must let pages of other origins read its answers (CORS). Only allow it
            if you know what the code does. Whoever opens this project elsewhere is asked again.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
