/** What the last change was refused for, said below the field that asked for it. */
import { type ReactNode, useState } from "react";

export type Field = string;

/** `run` keeps the words under the field's name; `words` shows them. */
export function useWrong(): {
  readonly run: (field: Field, problem: string | undefined) => void;
  readonly words: (field: Field) => ReactNode;
} {
  const [wrong, setWrong] = useState<{ readonly field: Field; readonly problem: string }>();
  return {
    run: (field, problem) => setWrong(problem === undefined ? undefined : { field, problem }),
    words: (field) =>
      wrong?.field === field && (
        <p className="field-wrong form-wide" role="alert">
          {wrong.problem}
        </p>
      ),
  };
}
