/** The explorer's part below the functions. With no service in the project it is one line; the list comes with the first. */
import { lazy, Suspense } from "react";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { OpenDialog } from "../shell/dialog-name.ts";

const ServiceList = lazy(() => import("./ServiceList.tsx").then((module) => ({ default: module.ServiceList })));

export function ServicesSection({ openDialog, onOpened }: { openDialog: OpenDialog; onOpened: (() => void) | undefined }) {
  const some = useColdstart(
    ({ project: { buckets, queues, tables, topics, alarms } }) =>
      buckets.length + queues.length + tables.length + topics.length + alarms.length > 0,
  );
  return (
    <section aria-label="Services">
      <div className="ph">
        <h2>Services</h2>
        <span className="grow" />
        <button
          type="button"
          className="ib icon"
          aria-label="Secrets and parameters"
          title="Secrets and parameters"
          onClick={() => openDialog("secrets")}
        >
          <Icon name="lock" />
        </button>
        <button type="button" className="ib icon" aria-label="New service" title="New service" onClick={() => openDialog("new-service")}>
          <Icon name="plus" />
        </button>
      </div>
      {some ? (
        <Suspense>
          <ServiceList onOpened={onOpened} />
        </Suspense>
      ) : (
        <p className="services-empty">
          Files, messages, items and alarms live in services, and start functions.
          <button type="button" className="lk" onClick={() => openDialog("new-service")}>
            New service
          </button>
        </p>
      )}
    </section>
  );
}
