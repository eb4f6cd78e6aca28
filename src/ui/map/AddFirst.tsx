/** For a project that only HTTP reaches: what else can start its function, and when one would want that. */
import type { TriggerType } from "../../platform/triggers/trigger.ts";
import { TRIGGER_CHOICES } from "../trigger/trigger-forms.tsx";

export function AddFirst({ functionName, onAdd }: { functionName: string; onAdd: (type: TriggerType) => void }) {
  return (
    <section className="map-first" aria-label="Add a trigger">
      <h3>What else may start {functionName}?</h3>
      <ul>
        {TRIGGER_CHOICES.filter(({ type }) => type !== "http").map(({ type, label, icon, when }) => (
          <li key={type}>
            <button type="button" onClick={() => onAdd(type)}>
              {icon}
              <b>{label}</b>
              <span className="muted">{when}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
