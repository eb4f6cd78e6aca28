/** Which changes of which objects start the function. */
import { TextField } from "../../explorer/TextField.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { Caution } from "./Caution.tsx";
import { Check } from "./Check.tsx";
import { uploadLoop } from "./upload-loop.ts";
import { useWrong } from "./use-wrong.tsx";

const EVENTS = ["created", "removed"] as const;
const EVENT_LABELS = { created: "An object is created: put, copied, uploaded in parts", removed: "An object is removed" };

export function UploadForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"upload">>) {
  const { run, words } = useWrong();
  const { bucket, events, prefix, suffix } = trigger;
  const loop = useColdstart((state) => uploadLoop(state.invocations, functionName, trigger));
  return (
    <>
      <SourcePicker
        kind="bucket"
        value={bucket}
        suggestedName={`${functionName}-files`}
        onChange={(name) => onChange({ ...trigger, bucket: name })}
      />
      <div className="form-pair">
        <TextField
          label="Key begins with"
          mono
          value={prefix}
          placeholder="raw/"
          onCommit={(text) => onChange({ ...trigger, prefix: text })}
        />
        <TextField
          label="Key ends with"
          mono
          value={suffix}
          placeholder=".jpg"
          onCommit={(text) => onChange({ ...trigger, suffix: text })}
        />
      </div>
      {EVENTS.map((event) => (
        <Check
          key={event}
          label={EVENT_LABELS[event]}
          checked={events.includes(event)}
          onChange={(on) =>
            run("events", onChange({ ...trigger, events: EVENTS.filter((each) => (each === event ? on : events.includes(each))) }))
          }
        />
      ))}
      {words("events")}
      {loop === undefined ? (
        <p className="field-hint form-wide">
          A function that writes into the bucket it watches starts itself again, where prefix and suffix take what it writes.
        </p>
      ) : (
        <Caution words={loop} />
      )}
    </>
  );
}
