/** Sends what the trigger's draft says, once or five times at once; and says why, where that came to nothing. */
import { activeDraft } from "../../store/selectors.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { draftTitle } from "../trigger/draft-title.ts";

const AT_ONCE = 5;

export function SendButtons({ small = false }: { small?: boolean }) {
  const { send, deploy } = useIntents();
  const draft = useColdstart(activeDraft);
  const sendAll = async () => {
    // Before, and once: five that find it changed would each deploy it.
    await deploy();
    for (let n = 0; n < AT_ONCE; n += 1) void send();
  };
  return (
    <div className={small ? "pres-send small" : "pres-send"}>
      <button type="button" className="btn pri" onClick={() => void send({ deployFirst: true })}>
        Send
      </button>
      <button type="button" className="btn" onClick={() => void sendAll()}>
        Send {AT_ONCE} at once
      </button>
      {!small && <span className="mono pres-draft">{draftTitle(draft)}</span>}
    </div>
  );
}

/** Of the newest that was sent from this page. */
export function SendProblem() {
  const problem = useColdstart(({ history: [last] }) => (last?.state === "refused" ? last.problem : undefined));
  return (
    <p role="status" className={problem ? "pres-problem" : "visually-hidden"}>
      {problem && `${problem.message} ${problem.remedy}`}
    </p>
  );
}
