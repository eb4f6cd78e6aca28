/** A topic or an event bus: which of the two it is. Its subscribers are in its pane. */
import type { TopicConfig } from "../../platform/services/services-config.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import type { FormProps } from "./QueueForm.tsx";

const KINDS = [
  { value: "topic", label: "Topic (SNS)" },
  { value: "bus", label: "Event bus (EventBridge)" },
] as const;

export function TopicForm({ config, onChange, exists }: FormProps<TopicConfig>) {
  return (
    <>
      {!exists && <ChoiceField label="Kind" value={config.kind} options={KINDS} onChange={(kind) => onChange({ ...config, kind })} />}
      <p className="field-hint">
        {config.kind === "topic"
          ? "A message goes to every subscriber whose filter policy fits its attributes."
          : "An event goes to every subscriber whose pattern fits its source, detail type and detail."}
      </p>
    </>
  );
}
