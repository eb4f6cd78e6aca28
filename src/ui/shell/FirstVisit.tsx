/** Until the first request was answered: what there is to do, and that it costs nothing. Then it is gone for good. */
import { FIRST_LESSON } from "../../lessons/first-lesson.ts";
import type { Coldstart } from "../../store/intents.ts";
import { lessonsOf } from "../../store/lessons/lessons-of.ts";
import { useAttempt } from "../shared/attempt.ts";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
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

/** Who came by a link has its bar to read, and who learns has the lesson. */
function isWelcomed({ visited, shared, lesson }: Coldstart): boolean {
  return visited || shared !== undefined || lesson !== undefined;
}

function FirstVisitWords() {
  return (
    <div>
      <h2>This function is not running. Call it and watch what happens.</h2>
      <p>It runs here, in your browser. No account, no cloud, no bill.</p>
      <FirstLesson />
    </div>
  );
}

function FirstLesson() {
  const store = useStoreApi();
  const attempt = useAttempt();
  const open = () => attempt(async () => (await lessonsOf(store)).openLesson(FIRST_LESSON.id));
  return (
    <p>
      New to this?{" "}
      <button type="button" className="first-lesson" onClick={open}>
        Take the first lesson, {FIRST_LESSON.minutes} minutes
      </button>
    </p>
  );
}
