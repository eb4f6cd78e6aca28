/** A function's own address, and which pages of other origins may read its answers. */
import { useState } from "react";
import type { CorsConfig } from "../../../platform/triggers/trigger.ts";
import { TextField } from "../../explorer/TextField.tsx";
import { NumberField } from "../../shared/NumberField.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { Check } from "./Check.tsx";

const FIRST_CORS: CorsConfig = { allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: [], exposeHeaders: [], allowCredentials: false };
const DAY_S = 86_400;

export function FunctionUrlForm({ trigger, onChange }: TriggerFormProps<TriggerOf<"function-url">>) {
  const [wrong, setWrong] = useState<string>();
  const { cors } = trigger;
  const change = (next: Partial<CorsConfig>) => onChange({ ...trigger, cors: { ...FIRST_CORS, ...cors, ...next } });
  const list = (
    label: string,
    values: readonly string[],
    field: "allowOrigins" | "allowMethods" | "allowHeaders" | "exposeHeaders",
    example: string,
  ) => (
    <TextField
      label={label}
      mono
      value={values.join(", ")}
      placeholder={example}
      onCommit={(text) => change({ [field]: text.split(/[\s,]+/).filter((each) => each !== "") })}
    />
  );
  return (
    <>
      <p className="field-hint form-wide">
        It answers every method and path, in payload format 2.0, without an API in between. Anyone who has the address may call it.
      </p>
      <Check
        label="Let pages of other origins call it (CORS)"
        checked={cors !== undefined}
        onChange={(on) => setWrong(onChange(on ? { ...trigger, cors: FIRST_CORS } : { type: "function-url" }))}
      />
      {cors && (
        <>
          {list("Origins", cors.allowOrigins, "allowOrigins", "https://example.com")}
          {list("Methods", cors.allowMethods, "allowMethods", "GET, POST")}
          {list("Request headers", cors.allowHeaders, "allowHeaders", "content-type")}
          {list("Readable response headers", cors.exposeHeaders, "exposeHeaders", "x-total")}
          <NumberField
            label="Preflight kept"
            unit="s"
            value={cors.maxAgeS ?? 0}
            min={0}
            max={DAY_S}
            onChange={(maxAgeS) => setWrong(change({ maxAgeS }))}
          />
          <Check
            label="With credentials"
            checked={cors.allowCredentials}
            onChange={(allowCredentials) => setWrong(change({ allowCredentials }))}
          />
        </>
      )}
      {wrong !== undefined && (
        <p className="field-wrong form-wide" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
