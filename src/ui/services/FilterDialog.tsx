/** A filter policy (of a topic) or an event pattern (of a bus), as JSON; empty lets everything through. */
import { useState } from "react";
import { checkJson } from "../../store/json-check.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { JsonEditor } from "../trigger/JsonEditor.tsx";

interface FilterDialogProps {
  title: string;
  filter: unknown;
  isBus: boolean;
  onClose: () => void;
  /** What is wrong in words, or undefined when it was taken. */
  onSave: (filter: unknown) => string | undefined;
}

export function FilterDialog({ title, filter, isBus, onClose, onSave }: FilterDialogProps) {
  const [text, setText] = useState(filter === undefined ? "" : JSON.stringify(filter, null, 2));
  const [wrong, setWrong] = useState<string>();
  const save = () => {
    const problem = text.trim() === "" ? undefined : checkJson(text);
    const said = problem ? `${problem.message} ${problem.remedy}` : onSave(text.trim() === "" ? undefined : JSON.parse(text));
    setWrong(said);
    if (said === undefined) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn pri" onClick={save}>
            Save
          </button>
        </>
      }
    >
      <div className="service-form">
        <div className="item-editor filter-editor">
          <JsonEditor
            label="Filter"
            value={text}
            isJson
            placeholder={isBus ? '{ "detail-type": ["order.created"] }' : '{ "kind": ["order"] }'}
            onChange={setText}
          />
        </div>
        <p className="field-hint">
          {isBus
            ? "An event pattern over source, detail-type and detail. Empty: every event."
            : "A filter policy over the message attributes. Empty: every message."}
        </p>
        {wrong !== undefined && (
          <p className="field-wrong" role="alert">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  );
}
