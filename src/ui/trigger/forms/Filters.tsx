/** The filter patterns of a queue's or a stream's mapping: an event that fits any of them is delivered. */
import { Icon } from "../../shared/Icon.tsx";
import { FilterField } from "./FilterField.tsx";

interface FiltersProps {
  filters: readonly unknown[];
  example: unknown;
  hint: string;
  onChange: (filters: readonly unknown[]) => string | undefined;
}

export function Filters({ filters, example, hint, onChange }: FiltersProps) {
  return (
    <fieldset className="form-wide form-filters">
      <legend className="field-label">Filter patterns</legend>
      {filters.map((filter, index) => (
        <FilterField
          // A pattern has no other identity than its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          label={`Pattern ${index + 1}`}
          value={filter}
          placeholder={JSON.stringify(example)}
          onCommit={(next) => onChange(filters.flatMap((each, place) => (place !== index ? [each] : next === undefined ? [] : [next])))}
        />
      ))}
      <button type="button" className="lk" onClick={() => onChange([...filters, example])}>
        <Icon name="plus" size={12} />
        Add pattern
      </button>
      <span className="field-hint">{filters.length === 0 ? "None: all of it reaches the function." : hint}</span>
    </fieldset>
  );
}
