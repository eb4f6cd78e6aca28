/** Above the request: how the function is called, which function that reaches, and what else can be done with a request. */
import { useState } from "react";
import { defaultDraft } from "../../store/default-draft.ts";
import { activeDefinition, activeDraft } from "../../store/selectors.ts";
import type { RequestDraft } from "../../store/state.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CurlDialog } from "./CurlDialog.tsx";
import { useReceived } from "./use-received.ts";

const MODES = [
  { value: "http", label: "HTTP", title: "A request to the project's routes" },
  { value: "event", label: "Event", title: "JSON to the function itself" },
] as const satisfies readonly { value: RequestDraft["mode"]; label: string; title: string }[];

export function RequestHead() {
  const { mode } = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  return (
    <div className="trigger-head">
      <Segmented label="Called by" value={mode} options={MODES} onChange={(next) => editDraft({ mode: next })} />
      <Reaches />
      <RequestMenu />
    </div>
  );
}

function Reaches() {
  const received = useReceived();
  if (received.kind === "no-route") {
    return (
      <p className="reaches bad">
        <Icon name="warning" size={14} /> No route matches
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

function RequestMenu() {
  const attempt = useAttempt();
  const { copyAsCurl, editDraft, notify } = useIntents();
  const definition = useColdstart(activeDefinition);
  const [pasting, setPasting] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(copyAsCurl());
    notify("info", "Copied as a curl command.");
  };
  return (
    <>
      <Menu label="Request actions" className="ib icon" align="end" trigger={<Icon name="more" />}>
        <MenuItem onSelect={() => setPasting(true)}>Paste a curl command</MenuItem>
        <MenuItem onSelect={() => attempt(copy)}>Copy as curl</MenuItem>
        {definition && <MenuItem onSelect={() => editDraft(defaultDraft(definition))}>Clear the request</MenuItem>}
      </Menu>
      {pasting && <CurlDialog onClose={() => setPasting(false)} />}
    </>
  );
}
