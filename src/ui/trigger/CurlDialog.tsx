/** Takes a curl command, as copied from a terminal, an API's documentation or a browser's network panel. */
import { type FormEvent, useId, useState } from "react";
import type { Problem } from "../../platform/results.ts";
import { asProblem } from "../../store/problem.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useIntents } from "../shared/store-context.tsx";

export function CurlDialog({ onClose }: { onClose: () => void }) {
  const { pasteCurl } = useIntents();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const id = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await pasteCurl(text);
      onClose();
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };

  return (
    <Dialog
      title="Paste a curl command"
      onClose={onClose}
      footer={
        <button type="submit" form={id} className="btn pri" disabled={text.trim() === ""}>
          Use it
        </button>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} className="curl">
        <label htmlFor={`${id}-text`}>
          It becomes method, path, headers and body. The host is left out: the request stays on this page.
        </label>
        <textarea
          id={`${id}-text`}
          className="code-input mono"
          rows={6}
          spellCheck={false}
          placeholder={"curl 'https://api.example.com/hello?name=Ada' -H 'accept: application/json'"}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${id}-wrong` : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        {problem && (
          <p id={`${id}-wrong`} className="field-wrong" role="alert">
            {problem.message} {problem.remedy}
          </p>
        )}
      </form>
    </Dialog>
  );
}
