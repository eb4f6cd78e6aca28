/** The request's body. A JSON body is checked; one without a content type is told how it will arrive. */
import { activeDraft } from "../../store/selectors.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { arrivesAsBase64 } from "./received-event.ts";
import { useReceived } from "./use-received.ts";

const JSON_TYPE = "application/json";

export function BodyEditor() {
  const { body, headers } = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  const received = useReceived();
  const type = headers.find(({ name, enabled }) => enabled && name.trim().toLowerCase() === "content-type")?.value.toLowerCase();
  const isJson = type === undefined ? /^\s*[[{]/.test(body) : type.includes("json");
  const untyped = body !== "" && type === undefined && received.kind === "event" && arrivesAsBase64(received);
  const addType = () => {
    const id = Math.max(0, ...headers.map((row) => row.id)) + 1;
    editDraft({ headers: [...headers, { id, name: "content-type", value: JSON_TYPE, enabled: true }] });
  };

  return (
    <div className="body-editor">
      <JsonEditor
        label="Body"
        value={body}
        isJson={isJson}
        placeholder={'{ "name": "Ada" }'}
        onChange={(next) => editDraft({ body: next })}
      />
      {untyped && (
        <p className="request-note">
          Without a content type it arrives as base64.{" "}
          <button type="button" className="lk" onClick={addType}>
            Add content-type: {JSON_TYPE}
          </button>
        </p>
      )}
    </div>
  );
}
