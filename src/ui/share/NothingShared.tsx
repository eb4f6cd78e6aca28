/** The fleet of a set-up that is not trusted: empty, and what to expect once it runs. */
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { Project } from "../../project/schema.ts";
import { useColdstart } from "../shared/store-context.tsx";
import "./share.css";

const FULL_ROWS = 8;
const MOST_LINES = 6;

export function NothingShared() {
  const project = useColdstart((state) => state.project);
  const active = useColdstart((state) => state.activeFunction);
  const idleS = useColdstart((state) => state.settings.idleLifetimeMs / 1_000);
  return (
    <div className="fnothing">
      <div className="tiles" aria-hidden="true">
        {Array.from({ length: FULL_ROWS }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places are alike
          <div key={place} className="tile t-empty" />
        ))}
      </div>
      <div className="quiet">
        <h3>Nothing is running</h3>
        <p>The shared code has not run. Containers appear here after you choose Run.</p>
      </div>
      <section className="shared-expect">
        <h3 className="muted">What to expect</h3>
        <ul>
          <li>
            The first request to <b>{active}</b> starts cold.
          </li>
          {expected(project).map(({ key, before, name, after }) => (
            <li key={key}>
              {before} <b>{name}</b> {after}
            </li>
          ))}
          <li>Containers are evicted after {idleS.toLocaleString("en-US")} s without work.</li>
        </ul>
      </section>
    </div>
  );
}

function expected({ functions }: Project) {
  const lines = functions.flatMap(({ name, triggers, provisionedConcurrency }) => [
    ...(provisionedConcurrency
      ? [{ key: `${name} ready`, before: `${provisionedConcurrency} of`, name, after: "are kept ready from the start, and paid for." }]
      : []),
    ...triggers.flatMap((trigger, place) =>
      trigger.type === "http" || trigger.type === "function-url"
        ? []
        : [
            {
              key: `${name} ${place}`,
              before: `${kindOf(trigger).label} ${kindOf(trigger).subject(trigger)} runs`,
              name,
              after: "by itself.",
            },
          ],
    ),
  ]);
  return lines.slice(0, MOST_LINES);
}
