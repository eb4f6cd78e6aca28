/** A few named choices under a label: the segmented control as a field of a form. */
import type { Choice } from "../shared/choice.ts";
import { Segmented } from "../shared/Segmented.tsx";

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  options: readonly Choice<T>[];
  onChange: (value: T) => void;
}

export function ChoiceField<T extends string>({ label, value, options, onChange }: ChoiceFieldProps<T>) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span>
        <Segmented label={label} value={value} options={options} onChange={onChange} />
      </span>
    </div>
  );
}
