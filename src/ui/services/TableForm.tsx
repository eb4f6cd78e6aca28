/** A table's key and its stream. The key cannot change once the table is there, as in DynamoDB. */
import type { StreamView, TableConfig } from "../../platform/services/services-config.ts";
import { SelectField } from "../explorer/SelectField.tsx";
import { InputField } from "./InputField.tsx";
import type { FormProps } from "./QueueForm.tsx";

const KEY_TYPES = [
  { value: "S", label: "String" },
  { value: "N", label: "Number" },
  { value: "B", label: "Binary" },
] as const;

const STREAMS: readonly { readonly value: StreamView | ""; readonly label: string }[] = [
  { value: "", label: "None: changes start nothing" },
  { value: "new-and-old-images", label: "New and old images" },
  { value: "new-image", label: "New image" },
  { value: "old-image", label: "Old image" },
  { value: "keys-only", label: "Keys only" },
];

export function TableForm({ config, onChange, exists }: FormProps<TableConfig>) {
  const { sortKey, ...withoutSortKey } = config;
  const { stream, ...withoutStream } = config;
  return (
    <>
      {exists ? (
        <p className="field-hint">
          The key ({config.partitionKey}
          {sortKey !== undefined && `, ${sortKey}`}) stays as it was made: a table with another key is another table.
        </p>
      ) : (
        <>
          <div className="form-row">
            <InputField
              label="Partition key"
              value={config.partitionKey}
              wrong={config.partitionKey === "" ? "Every item is found by it: give it a name." : undefined}
              onChange={(partitionKey) => onChange({ ...config, partitionKey })}
            />
            <SelectField
              label="Its type"
              value={config.partitionKeyType}
              options={KEY_TYPES}
              onChange={(partitionKeyType) => onChange({ ...declared(config), partitionKeyType })}
            />
          </div>
          <div className="form-row">
            <InputField
              label="Sort key (optional)"
              value={sortKey ?? ""}
              wrong={sortKey === config.partitionKey ? "Give it another name than the partition key." : undefined}
              onChange={(next) => onChange(next === "" ? withoutSortKey : { ...config, sortKey: next })}
            />
            <SelectField
              label="Its type"
              value={config.sortKeyType}
              options={KEY_TYPES}
              onChange={(sortKeyType) => onChange({ ...declared(config), sortKeyType })}
            />
          </div>
        </>
      )}
      <SelectField
        label="Stream of changes"
        value={stream ?? ""}
        options={STREAMS}
        onChange={(next) => onChange(next === "" ? withoutStream : { ...config, stream: next })}
      />
    </>
  );
}

/** Once a person has said a type, it is no longer for the first item to decide. */
function declared({ keyTypes: _open, ...config }: TableConfig): TableConfig {
  return config;
}
