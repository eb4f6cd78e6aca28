/** The request's body. A JSON body is checked; one without a content type is told how it will arrive. */
import { activeDraft } from "../../store/selectors.ts";
import type { HeaderRow } from "../../store/state.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { arrivesAsBase64 } from "./received-event.ts";
import { useReceived } from "./use-received.ts";

const JSON_TYPE = "application/json";

function isContentType({ name, enabled }: HeaderRow): boolean {
  return enabled && name.trim().toLowerCase() === "content-type";
}

export function BodyEditor() {
  const { body, headers } = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  const received = useReceived();
  const type = headers.find(isContentType)?.value.toLowerCase();
  const isJson = type?.includes("json") || /^\s*[[{]/.test(body);
  const isBytes = received.kind === "event" && arrivesAsBase64(received);
  const setType = () => {
    const others = headers.filter((row) => !isContentType(row));
    const id = Math.max(0, ...headers.map((row) => row.id)) + 1;
    editDraft({ headers: [...others, { id, name: "content-type", value: JSON_TYPE, enabled: true }] });
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
      {isBytes && (
        <p className="request-note">
          {type === undefined ? "Without a content type" : `As ${type}`} it arrives as base64.
          {isJson && (
            <button type="button" className="lk" onClick={setType}>
              Set content-type: {JSON_TYPE}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
