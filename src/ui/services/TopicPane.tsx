/** A topic or bus: publish by hand, who has subscribed, and how much went through. */
import type { TopicView } from "../../platform/services/services-view.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { PublishForm } from "./PublishForm.tsx";
import { Subscriptions } from "./Subscriptions.tsx";
import "./topic.css";

const NOTHING: Omit<TopicView, "name" | "kind"> = { published: 0, delivered: 0, filteredOut: 0 };

export function TopicPane({ name }: { name: string }) {
  const config = useColdstart((state) => state.project.topics.find((each) => each.name === name));
  const view = useColdstart((state) => state.services.topics.find((each) => each.name === name)) ?? NOTHING;
  if (!config) return null;
  return (
    <div className="service-body">
      <div className="service-main">
        <dl className="topic-counts">
          <Count label="Published" value={view.published} about={config.kind === "bus" ? "events taken" : "messages taken"} />
          <Count label="Delivered" value={view.delivered} about="copies to subscribers" />
          <Count label="Filtered out" value={view.filteredOut} about="copies kept back" />
        </dl>
        <Subscriptions config={config} />
      </div>
      <aside className="service-side" aria-label="Publish">
        <div className="service-part">
          <h3>{config.kind === "bus" ? "Put an event" : "Publish a message"}</h3>
          <PublishForm config={config} />
        </div>
      </aside>
    </div>
  );
}

function Count({ label, value, about }: { label: string; value: number; about: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <b>{value.toLocaleString("en-US")}</b>
        <span className="muted">{about}</span>
      </dd>
    </div>
  );
}
