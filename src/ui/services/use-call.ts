/** A form that calls a service: whether it is on its way, and what came of it in words, beside its button. */
import { useState } from "react";
import { asProblem } from "../../store/problem.ts";

export interface Said {
  readonly good: boolean;
  readonly text: string;
}

export interface Call {
  readonly busy: boolean;
  readonly said: Said | undefined;
  /** `action` gives the words for when it was taken. Never rejects. */
  run(action: () => Promise<string>): Promise<void>;
}

export function useCall(): Call {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  return {
    busy,
    said,
    async run(action) {
      setBusy(true);
      try {
        setSaid({ good: true, text: await action() });
      } catch (reason) {
        const { message, remedy } = asProblem(reason);
        setSaid({ good: false, text: `${message} ${remedy}` });
      } finally {
        setBusy(false);
      }
    },
  };
}
