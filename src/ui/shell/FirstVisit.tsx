/** Until the first request was answered: what there is to do, and that it costs nothing. Then it is gone for good. */
import type { Coldstart } from "../../store/intents.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./first-visit.css";

/** Above the request builder, whose Send is the thing to press. */
export function FirstVisitHint() {
  const visited = useColdstart(isWelcomed);
  if (visited) return null;
  return (
    <section className="first-visit" aria-label="First visit">
      <FirstVisitWords />
    </section>
  );
}

/** A phone shows the code first: here the thing to press comes along. */
export function FirstVisitCall() {
  const visited = useColdstart(isWelcomed);
  const { send, show, showPane } = useIntents();
  if (visited) return null;
  return (
    <section className="first-visit call" aria-label="First visit">
      <FirstVisitWords />
      <button
        type="button"
        className="btn pri"
        onClick={() => {
          show("build");
          showPane("trigger");
          void send({ deployFirst: true });
        }}
      >
        Send a request
      </button>
    </section>
  );
}

/** Who came by a link has its bar to read. */
function isWelcomed({ visited, shared }: Coldstart): boolean {
  return visited || shared !== undefined;
}

function FirstVisitWords() {
  return (
    <div>
      <h2>This function is not running. Call it and watch what happens.</h2>
      <p>It runs here, in your browser. No account, no cloud, no bill.</p>
    </div>
  );
}
