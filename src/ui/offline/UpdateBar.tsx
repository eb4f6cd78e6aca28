/** A new version of the page is there. It waits: what is open goes on as it is until the person reloads. */
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./offline.css";

export function UpdateBar() {
  const coming = useColdstart((state) => state.offline?.update === "coming");
  const { offline } = useIntents();
  return (
    <section className="update-bar" aria-label="New version">
      <p role="status">{coming ? "The new version is opening." : "A new version is ready. Reload when it suits you."}</p>
      <button type="button" className="btn" disabled={coming} onClick={() => offline?.update(true)}>
        Reload
      </button>
      <button type="button" className="btn ghost" disabled={coming} onClick={() => offline?.update(false)}>
        Later
      </button>
    </section>
  );
}
