/** A small text put into a bucket by hand: a key and what it holds. */
import { useState } from "react";
import { asProblem } from "../../store/problem.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { InputField } from "./InputField.tsx";
import "./service-forms.css";

interface TextObjectDialogProps {
  bucket: string;
  prefix: string;
  onClose: () => void;
  onStored: (key: string) => void;
}

const FORM_ID = "text-object";
const TYPES: Readonly<Record<string, string>> = {
  json: "application/json",
  csv: "text/csv",
  html: "text/html",
  xml: "application/xml",
  md: "text/markdown",
};

export function TextObjectDialog({ bucket, prefix, onClose, onStored }: TextObjectDialogProps) {
  const { uploadObject } = useIntents();
  const [key, setKey] = useState(`${prefix}note.json`);
  const [text, setText] = useState('{\n  "hello": "world"\n}\n');
  const [problem, setProblem] = useState<string>();
  const type = TYPES[key.split(".").at(-1)?.toLowerCase() ?? ""] ?? "text/plain";
  const wrong = key.trim() === "" ? "An object is found by its key: give it one." : undefined;

  const store = async () => {
    if (wrong !== undefined) return;
    try {
      await uploadObject(bucket, key, text, type);
      onStored(key);
      onClose();
    } catch (reason) {
      const { message, remedy } = asProblem(reason);
      setProblem(`${message} ${remedy}`);
    }
  };

  return (
    <Dialog
      title={`New text object in ${bucket}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={FORM_ID} className="btn pri">
            Store
          </button>
        </>
      }
    >
      <form
        id={FORM_ID}
        className="service-form"
        onSubmit={(event) => {
          event.preventDefault();
          void store();
        }}
      >
        <InputField label="Key" value={key} wrong={wrong} hint={`Stored as ${type}. A / in the key makes a folder.`} onChange={setKey} />
        <InputField label="Text" value={text} rows={10} onChange={setText} />
        {problem !== undefined && (
          <p className="field-wrong" role="alert">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
