/** Above a set-up that somebody else made, until it is run: what it holds, and the one button that runs it. */
import { useIntents } from "../shared/store-context.tsx";

export function SharedBar() {
  const { trust } = useIntents();
  return (
    <section className="shared-bar" aria-label="Shared set-up">
      <h2>Someone shared this set-up. Read it, then Run.</h2>
      <button type="button" className="btn pri" onClick={trust}>
        Run
      </button>
    </section>
  );
}
