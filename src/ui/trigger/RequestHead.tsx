/** Above the request: what calls the function, which function that reaches, and what else can be done with a request. */
import { lazy, Suspense, useMemo, useState } from "react";
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { Trigger } from "../../project/schema.ts";
import { defaultDraft } from "../../store/default-draft.ts";
import { activeDefinition, activeDraft } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Explain } from "../shared/Explain.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CurlDialog } from "./CurlDialog.tsx";
import { chosenTrigger, draftFor, withoutFunctionUrl } from "./chosen-trigger.ts";
import { realAddress } from "./real-address.ts";
import { keyedTriggers, triggerOfKey } from "./trigger-key.ts";
import { useReceived } from "./use-received.ts";

const AddTriggerDialog = lazy(() => import("./AddTriggerDialog.tsx").then((module) => ({ default: module.AddTriggerDialog })));

const RealAddress = lazy(() => import("./RealAddress.tsx").then((module) => ({ default: module.RealAddress })));

const HTTP = { value: "http", label: "HTTP", title: "A request to the project's routes" };
const DIRECT = { value: "event", label: "Direct", title: "JSON to the function itself" };

export function RequestHead() {
  const draft = useColdstart(activeDraft);
  const definition = useColdstart(activeDefinition);
  const triggers = definition?.triggers;
  const { editDraft } = useIntents();
  const options = useMemo(() => [HTTP, ...eventChips(triggers ?? []), DIRECT], [triggers]);
  const chosen = definition && chosenTrigger(definition, draft)?.key;
  const choose = (next: string) => {
    if (next === "http") return editDraft({ mode: "http", target: withoutFunctionUrl(draft.target) });
    const keyed = definition && triggerOfKey(definition.triggers, next);
    editDraft(keyed ? draftFor(definition.name, keyed, draft) : { mode: "event", trigger: undefined });
  };
  return (
    <div className="trigger-head">
      <div className="trigger-chips">
        <Segmented
          label="Called by"
          value={chosen ?? (draft.mode === "http" ? "http" : (draft.trigger ?? "event"))}
          options={options}
          onChange={choose}
        />
        <AddTrigger />
      </div>
      <Reaches />
      {draft.mode === "http" && <Address />}
      <RequestMenu />
    </div>
  );
}

function eventChips(triggers: readonly Trigger[]) {
  return keyedTriggers(triggers)
    .filter(({ trigger }) => trigger.type !== "http")
    .map(({ key, trigger }) => {
      const kind = kindOf(trigger);
      const [word, subject] = [kind.label, kind.subject(trigger)];
      const label = (
        <>
          {word}
          {subject !== "" && <span className="chip-subject">{subject}</span>}
        </>
      );
      return { value: key, label, title: `${word} ${subject}` };
    });
}

function AddTrigger() {
  const functionName = useColdstart((state) => state.activeFunction);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <button type="button" className="ib icon" aria-label="Add a trigger" title="Add a trigger" onClick={() => setAdding(true)}>
        <Icon name="plus" size={14} />
      </button>
      {adding && (
        <Suspense>
          <AddTriggerDialog functionName={functionName} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Of a request: which function its route leads to. An event goes to the function that is open. */
function Reaches() {
  const received = useReceived();
  const { mode } = useColdstart(activeDraft);
  if (mode === "event") return <span className="grow" />;
  if (received.kind === "no-route" || received.kind === "no-url") {
    return (
      <p className="reaches bad">
        <Icon name="warning" size={14} /> {received.kind === "no-route" ? "No route matches" : "No such function URL"}
      </p>
    );
  }
  if (received.kind === "problem") return <p className="reaches" />;
  const { functionName, routeKey } = received;
  return (
    <p className="reaches muted">
      to <b>{functionName}</b>
      {routeKey !== undefined && <span className="mono reaches-route">{routeKey}</span>}
    </p>
  );
}

function Address() {
  const { method, target } = useColdstart(activeDraft);
  return (
    <Explain label="Real address" className="ib icon" align="end" trigger={<Icon name="globe" />}>
      <h2>Its real address</h2>
      <Suspense fallback={<p>Loading.</p>}>
        <RealAddress method={method} target={target} />
      </Suspense>
    </Explain>
  );
}

const NO_TRIGGER = { trigger: undefined, events: undefined };

function RequestMenu() {
  const attempt = useAttempt();
  const { copyAsCurl, editDraft, notify } = useIntents();
  const definition = useColdstart(activeDefinition);
  const [pasting, setPasting] = useState(false);
  const { mode, method, target } = useColdstart(activeDraft);
  const address = useColdstart((state) => realAddress(state.project.name, target));
  const copyAddress = async () => {
    await navigator.clipboard.writeText(address);
    notify("info", "Copied. The address answers while this page is open.");
  };
  const copy = async () => {
    await navigator.clipboard.writeText(await copyAsCurl());
    notify("info", "Copied as a curl command.");
  };
  return (
    <>
      <Menu label="Request actions" className="ib icon" align="end" trigger={<Icon name="more" />}>
        <MenuItem onSelect={() => setPasting(true)}>Paste a curl command</MenuItem>
        <MenuItem onSelect={() => attempt(copy)}>Copy as curl</MenuItem>
        {mode === "http" && (
          <>
            <MenuItem onSelect={() => attempt(copyAddress)}>Copy address</MenuItem>
            <MenuItem disabled={method !== "GET"} onSelect={() => window.open(address, "_blank", "noopener,noreferrer")}>
              Open in a tab{method !== "GET" && ", for GET only"}
            </MenuItem>
          </>
        )}
        {definition && <MenuItem onSelect={() => editDraft({ ...NO_TRIGGER, ...defaultDraft(definition) })}>Clear the request</MenuItem>}
      </Menu>
      {pasting && <CurlDialog onClose={() => setPasting(false)} />}
    </>
  );
}
