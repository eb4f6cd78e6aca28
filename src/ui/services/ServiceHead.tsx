/** What is open: its name and address, its settings, and the way out of the project. */
import { useState } from "react";
import type { ServiceDefinition } from "../../store/intents.ts";
import { CopyButton } from "../shared/CopyButton.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { RemoveServiceDialog } from "./RemoveServiceDialog.tsx";
import { ServiceIcon } from "./ServiceIcon.tsx";
import { ServiceSettingsDialog } from "./ServiceSettingsDialog.tsx";
import { arnOf } from "./service-texts.ts";
import { durationWords } from "./words.ts";

export function ServiceHead({ definition }: { definition: ServiceDefinition }) {
  const { openService } = useIntents();
  const [dialog, setDialog] = useState<"settings" | "remove">();
  const { kind, config } = definition;
  const icon = kind === "topic" ? definition.config.kind : kind;
  const arn = arnOf(icon, config.name);
  const close = () => setDialog(undefined);
  return (
    <header className="service-head">
      <ServiceIcon kind={icon} />
      <h2 title={arn}>{config.name}</h2>
      <span className="muted service-settings-words">{settingsWords(definition)}</span>
      <span className="grow" />
      <CopyButton label={`Copy the ARN, ${arn}`} text={() => arn} />
      <button type="button" className="btn ghost" onClick={() => setDialog("settings")}>
        <Icon name="sliders" />
        <span className="service-head-word">Settings</span>
      </button>
      <Menu label={`More for ${config.name}`} className="ib icon" align="end" trigger={<Icon name="more" />}>
        <MenuItem danger onSelect={() => setDialog("remove")}>
          <Icon name="trash" /> Remove {config.name}
        </MenuItem>
      </Menu>
      <button
        type="button"
        className="ib icon"
        aria-label="Close, back to the editor"
        title="Back to the editor"
        onClick={() => openService(undefined)}
      >
        <Icon name="close" />
      </button>
      {dialog === "settings" && <ServiceSettingsDialog definition={definition} onClose={close} />}
      {dialog === "remove" && <RemoveServiceDialog service={{ kind, name: config.name }} onClose={close} />}
    </header>
  );
}

/** The settings that explain what is seen below. */
function settingsWords({ kind, config }: ServiceDefinition): string {
  switch (kind) {
    case "bucket":
      return "bucket";
    case "queue": {
      const parts = [config.fifo ? "FIFO queue" : "standard queue", `hidden ${durationWords(config.visibilityTimeoutMs)} when received`];
      if (config.deadLetterQueue !== undefined) parts.push(`after ${config.maxReceiveCount} receives to ${config.deadLetterQueue}`);
      return parts.join(", ");
    }
    case "table":
      return `table, key ${config.partitionKey}${config.sortKey === undefined ? "" : ` and ${config.sortKey}`}`;
    case "topic":
      return config.kind === "bus" ? "event bus" : "topic";
    case "alarm":
      return "alarm";
  }
}
