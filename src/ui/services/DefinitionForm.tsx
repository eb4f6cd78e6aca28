/** The settings of one service, whatever its kind. It holds nothing: what is changed goes up. */
import type { ServiceDefinition } from "../../store/intents.ts";
import { AlarmForm } from "./AlarmForm.tsx";
import { QueueForm } from "./QueueForm.tsx";
import { TableForm } from "./TableForm.tsx";
import { TopicForm } from "./TopicForm.tsx";

interface DefinitionFormProps {
  definition: ServiceDefinition;
  onChange: (definition: ServiceDefinition) => void;
  exists: boolean;
}

export function DefinitionForm({ definition, onChange, exists }: DefinitionFormProps) {
  const { kind } = definition;
  switch (kind) {
    case "bucket":
      return null;
    case "queue":
      return <QueueForm config={definition.config} exists={exists} onChange={(config) => onChange({ kind, config })} />;
    case "table":
      return <TableForm config={definition.config} exists={exists} onChange={(config) => onChange({ kind, config })} />;
    case "topic":
      return <TopicForm config={definition.config} exists={exists} onChange={(config) => onChange({ kind, config })} />;
    case "alarm":
      return <AlarmForm config={definition.config} exists={exists} onChange={(config) => onChange({ kind, config })} />;
  }
}
