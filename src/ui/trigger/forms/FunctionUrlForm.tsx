/** A function's own address: where it answers, and which pages of other origins may read its answers. */
import { toFunctionUrl } from "../chosen-trigger.ts";
import { RealAddress } from "../RealAddress.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { CorsFields } from "./CorsFields.tsx";

export function FunctionUrlForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"function-url">>) {
  return (
    <>
      <p className="field-hint form-wide">
        It answers every method and path, in payload format 2.0, without an API in between. Anyone who has the address may call it.
      </p>
      <RealAddress target={toFunctionUrl("/", functionName)} />
      <CorsFields
        label="Let pages of other origins call it (CORS)"
        cors={trigger.cors}
        onChange={(cors) => onChange(cors ? { ...trigger, cors } : { type: "function-url" })}
      />
    </>
  );
}
