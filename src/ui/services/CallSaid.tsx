/** What came of a call, where it was made. */
import type { Said } from "./use-call.ts";

export function CallSaid({ said }: { said: Said | undefined }) {
  return (
    <span className={said && !said.good ? "field-wrong" : "form-said"} role="status">
      {said?.text}
    </span>
  );
}
