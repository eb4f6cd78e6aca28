/** A setting that holds or does not, with what it means where the label cannot say it all. */
import type { ReactNode } from "react";

export function Check({
  label,
  checked,
  onChange,
  hint,
}: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
  hint?: ReactNode;
}) {
  return (
    <div className="form-wide">
      <label className="check">
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      {hint !== undefined && <p className="field-hint form-check-hint">{hint}</p>}
    </div>
  );
}
