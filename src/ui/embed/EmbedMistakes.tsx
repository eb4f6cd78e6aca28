/** In place of the page: the frame's address asks for what is not there. For whoever writes the page around it. */
import type { Problem } from "../../platform/results.ts";
import "../shared/fonts.css";
import "../shared/tokens.css";
import "../shared/base.css";
import "./embed.css";

export function EmbedMistakes({ mistakes }: { readonly mistakes: readonly Problem[] }) {
  return (
    <main className="embed-mistakes">
      <h1>This frame’s address needs a change</h1>
      <p className="muted">Coldstart opens when all that the address asks for is there.</p>
      <dl>
        {mistakes.map(({ message, remedy }) => (
          <div key={message}>
            <dt>{message}</dt>
            <dd>{remedy}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
