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
      <p className="muted">Coldstart does not open as it would not be what the page around it asks for.</p>
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
