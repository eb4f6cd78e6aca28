/** One route of the HTTP API. */
import { ROUTE_METHODS } from "../../../platform/triggers/http-routes.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { TextField } from "../../explorer/TextField.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";

const METHODS = ROUTE_METHODS.map((value) => ({ value, label: value }));
const FORMATS = [
  { value: "2.0", label: "2.0: HTTP API" },
  { value: "1.0", label: "1.0: REST API" },
] as const;

export function HttpForm({ trigger, onChange }: TriggerFormProps<TriggerOf<"http">>) {
  return (
    <>
      <SelectField
        label="Method"
        value={METHODS.find(({ value }) => value === trigger.method)?.value ?? "ANY"}
        options={METHODS}
        onChange={(method) => onChange({ ...trigger, method })}
      />
      <TextField label="Path" mono value={trigger.path} onCommit={(path) => onChange({ ...trigger, path: path.trim() })} />
      <SelectField
        label="Payload format"
        value={trigger.payloadFormat}
        options={FORMATS}
        onChange={(payloadFormat) => onChange({ ...trigger, payloadFormat })}
      />
    </>
  );
}
