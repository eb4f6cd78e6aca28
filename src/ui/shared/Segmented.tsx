/** One of a few, side by side: a radio group with roving focus. */
import { type Choice, moveChoice } from "./choice.ts";

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly Choice<T>[];
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const known = options.some((option) => option.value === value);
  return (
    <div className="seg" role="radiogroup" aria-label={label} onKeyDown={(event) => moveChoice(event, value, options, onChange)}>
      {options.map((option, index) => (
        // A button holds any label and takes the look of .seg; the keys of a radio group are in moveChoice.
        // biome-ignore lint/a11y/useSemanticElements: see above
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          data-value={option.value}
          title={option.title}
          tabIndex={option.value === value || (!known && index === 0) ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
