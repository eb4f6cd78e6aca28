/** How containers are frozen between requests in this browser, and what that means. */
import { Explain } from "../shared/Explain.tsx";
import { useColdstart } from "../shared/store-context.tsx";

export function FreezeMode() {
  const mode = useColdstart((state) => state.platform.freezeMode);
  if (mode === undefined) return null;
  const word = mode === "blocking" ? "frozen outright" : "timers held back";
  return (
    <Explain label={`Freeze: ${word}`} className="explain rank-2" align="end" trigger={word}>
      <h2>Between requests, nothing of a container runs</h2>
      {mode === "blocking" ? (
        <p>
          This page is isolated, so a container is blocked outright after its response, as on a cloud. Timers left behind fire at the next
          request, or never.
        </p>
      ) : (
        <p>
          This page is not isolated, so containers cannot be blocked. Their timers are held back until the next request instead; what is
          already computing is not stopped.
        </p>
      )}
    </Explain>
  );
}
