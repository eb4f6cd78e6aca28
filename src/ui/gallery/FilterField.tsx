/** What narrows a list down, above it; how much is left is said to who does not see it. */
import { useId } from "react";

interface FilterFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** "12 of 15 examples" */
  found: string;
}

export function FilterField({ label, value, onChange, found }: FilterFieldProps) {
  const id = useId();
  return (
    <div className="gallery-filter">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" value={value} autoComplete="off" spellCheck={false} onChange={(event) => onChange(event.target.value)} />
      <span className="muted" role="status">
        {found}
      </span>
    </div>
  );
}
