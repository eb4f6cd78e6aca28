/** The services of a project as a list reads them: each with the one number that matters now. */
import { type AlarmView, NO_SERVICES, type ServicesView } from "../../platform/services/services-view.ts";
import type { Project } from "../../project/schema.ts";
import type { ServiceKind, ServiceRef } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";

export interface ServiceRow {
  readonly service: ServiceRef;
  readonly icon: ServiceKind | "bus";
  /** "14 objects", "2 waiting, 1 in flight"; empty before anything is known of it. */
  readonly now: string;
  readonly alarm?: AlarmView["state"];
}

type Services = Pick<Project, "buckets" | "queues" | "tables" | "topics" | "alarms">;

export function serviceRows(project: Services, view: ServicesView = NO_SERVICES): readonly ServiceRow[] {
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string) => list.find((each) => each.name === name);
  const row = (kind: ServiceKind, name: string, now: string, icon: ServiceRow["icon"] = kind): ServiceRow => ({
    service: { kind, name },
    icon,
    now,
  });
  return [
    ...project.buckets.map((name) => row("bucket", name, counted(named(view.buckets, name)?.objectCount ?? 0, "object"))),
    ...project.queues.map(({ name }) => row("queue", name, queueWords(named(view.queues, name)))),
    ...project.tables.map(({ name }) => row("table", name, counted(named(view.tables, name)?.itemCount ?? 0, "item"))),
    ...project.topics.map(({ name, kind }) =>
      row("topic", name, `${(named(view.topics, name)?.published ?? 0).toLocaleString("en-US")} published`, kind),
    ),
    ...project.alarms.map(({ name }) => {
      const alarm = view.alarms.find(({ config }) => config.name === name)?.state ?? "INSUFFICIENT_DATA";
      return { ...row("alarm", name, ALARM_WORDS[alarm]), alarm };
    }),
  ];
}

export const ALARM_WORDS: Readonly<Record<AlarmView["state"], string>> = {
  OK: "OK",
  ALARM: "In alarm",
  INSUFFICIENT_DATA: "No data yet",
};

function queueWords(queue: ServicesView["queues"][number] | undefined): string {
  if (!queue) return "0 waiting";
  const waiting = `${(queue.waiting + queue.delayed).toLocaleString("en-US")} waiting`;
  return queue.inFlight > 0 ? `${waiting}, ${queue.inFlight.toLocaleString("en-US")} in flight` : waiting;
}
