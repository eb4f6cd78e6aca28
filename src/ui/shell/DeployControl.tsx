/** What stands between the text and what runs: edited or deployed, the Deploy button, and what the last build said. */
import { editedFunctions } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { buildMessages, deployState } from "./deploy-state.ts";

/** Where versions are kept, a press shows what was deployed before. */
export function DeployState({ onPress }: { onPress: () => void }) {
  const status = useColdstart((state) => deployState(state).status);
  const text = useColdstart((state) => deployState(state).text);
  const kept = useColdstart((state) => state.intents.versions !== undefined);
  const className = status === "failed" ? "state bad" : "state";
  const said = (
    <>
      <i className={status === "deployed" ? "sd" : "sd hollow"} />
      {text}
    </>
  );
  if (!kept) return <span className={className}>{said}</span>;
  return (
    <button type="button" className={className} title="Versions and edits" onClick={onPress}>
      {said}
    </button>
  );
}

export function DeployButton() {
  const building = useColdstart((state) => deployState(state).status === "building");
  const nothingToDo = useColdstart((state) => editedFunctions(state).length === 0);
  // On a first visit there is one thing to press, and it is not this.
  const visited = useColdstart((state) => state.visited);
  const shared = useColdstart((state) => state.shared !== undefined);
  const { deploy, notify } = useIntents();
  const attempt = useAttempt();
  return (
    <button
      type="button"
      disabled={shared}
      className={visited && !nothingToDo ? "btn pri" : "btn"}
      aria-label="Deploy"
      aria-keyshortcuts="Control+S Meta+S"
      aria-busy={building}
      onClick={() => {
        if (nothingToDo && !building) notify("info", "Nothing to deploy: everything runs as it is written.");
        else attempt(() => deploy());
      }}
    >
      Deploy <kbd>{shortcutKey()} S</kbd>
    </button>
  );
}

/** Errors and warnings of the last builds, each with its place: a click goes there. */
export function BuildMessages() {
  const messages = useColdstart(buildMessages);
  const { openFile } = useIntents();
  const attempt = useAttempt();
  if (messages.length === 0) return null;
  const errors = messages.filter(({ severity }) => severity === "error").length;
  const warnings = messages.length - errors;
  const counts = [
    errors > 0 ? `${errors} ${errors === 1 ? "error" : "errors"}` : "",
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : "",
  ];
  const label = counts.filter((count) => count !== "").join(", ");
  return (
    <Menu label={`${label} in the last build`} className={errors > 0 ? "build-count bad" : "build-count"} align="end" trigger={label}>
      {messages.map(({ id, functionName, file, place, text, remedy }) => (
        <MenuItem
          key={id}
          onSelect={() => {
            if (file !== undefined) attempt(() => openFile({ functionName, path: file }));
          }}
        >
          <span className="build-message">
            <span className="mono muted">{place}</span>
            <span>{text}</span>
            {remedy !== undefined && <span className="muted">{remedy}</span>}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

function shortcutKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
