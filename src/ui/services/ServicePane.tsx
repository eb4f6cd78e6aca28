/** One service in the centre, instead of editor and trigger: its head, and the pane of its kind. */
import { type ComponentType, lazy, Suspense } from "react";
import type { Project } from "../../project/schema.ts";
import type { ServiceDefinition } from "../../store/intents.ts";
import type { ServiceKind, ServiceRef } from "../../store/state.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { ServiceHead } from "./ServiceHead.tsx";
import { ServiceTriggers } from "./ServiceTriggers.tsx";
import "./service-pane.css";

const PANES: Readonly<Record<ServiceKind, ComponentType<{ name: string }>>> = {
  bucket: lazy(() => import("./BucketPane.tsx").then((module) => ({ default: module.BucketPane }))),
  queue: lazy(() => import("./QueuePane.tsx").then((module) => ({ default: module.QueuePane }))),
  table: lazy(() => import("./TablePane.tsx").then((module) => ({ default: module.TablePane }))),
  topic: lazy(() => import("./TopicPane.tsx").then((module) => ({ default: module.TopicPane }))),
  alarm: lazy(() => import("./AlarmPane.tsx").then((module) => ({ default: module.AlarmPane }))),
};

export function ServicePane({ service }: { service: ServiceRef }) {
  const project = useColdstart((state) => state.project);
  const { openService } = useIntents();
  const definition = definitionOf(project, service);
  const Pane = PANES[service.kind];
  if (!definition) {
    return (
      <div className="quiet service-gone">
        <h3>
          There is no {service.kind} {service.name}.
        </h3>
        <p>It was removed or renamed.</p>
        <button type="button" className="btn" onClick={() => openService(undefined)}>
          Back to the editor
        </button>
      </div>
    );
  }
  return (
    <section className="service" aria-label={`${service.kind} ${service.name}`}>
      <ServiceHead definition={definition} />
      <ServiceTriggers service={service} />
      <Suspense fallback={<p className="quiet">Loading.</p>}>
        <Pane key={service.name} name={service.name} />
      </Suspense>
    </section>
  );
}

function definitionOf(project: Project, { kind, name }: ServiceRef): ServiceDefinition | undefined {
  const named = <T extends { readonly name: string }>(list: readonly T[]) => list.find((each) => each.name === name);
  switch (kind) {
    case "bucket":
      return project.buckets.includes(name) ? { kind, config: { name } } : undefined;
    case "queue": {
      const config = named(project.queues);
      return config && { kind, config };
    }
    case "table": {
      const config = named(project.tables);
      return config && { kind, config };
    }
    case "topic": {
      const config = named(project.topics);
      return config && { kind, config };
    }
    case "alarm": {
      const config = named(project.alarms);
      return config && { kind, config };
    }
  }
}
