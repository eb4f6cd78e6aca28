/**
 * Every type of trigger on the page's side: its icon, when one would want it, what it begins with, and its form. A new
 * type is an entry here, beside its type in platform/triggers/trigger.ts.
 */
import { lazy, type ReactNode } from "react";
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import type { ServiceKind } from "../../store/state.ts";
import { TriggerIcon } from "./TriggerIcon.tsx";
import { TRIGGER_LABELS } from "./trigger-key.ts";

const HttpForm = lazy(() => import("./forms/HttpForm.tsx").then((module) => ({ default: module.HttpForm })));
const FunctionUrlForm = lazy(() => import("./forms/FunctionUrlForm.tsx").then((module) => ({ default: module.FunctionUrlForm })));
const ScheduleForm = lazy(() => import("./forms/ScheduleForm.tsx").then((module) => ({ default: module.ScheduleForm })));
const UploadForm = lazy(() => import("./forms/UploadForm.tsx").then((module) => ({ default: module.UploadForm })));
const QueueForm = lazy(() => import("./forms/QueueForm.tsx").then((module) => ({ default: module.QueueForm })));
const TableForm = lazy(() => import("./forms/TableForm.tsx").then((module) => ({ default: module.TableForm })));
const AlarmForm = lazy(() => import("./forms/AlarmForm.tsx").then((module) => ({ default: module.AlarmForm })));
const TopicForm = lazy(() => import("./forms/TopicForm.tsx").then((module) => ({ default: module.TopicForm })));

export interface TriggerFormProps<T extends Trigger = Trigger> {
  readonly functionName: string;
  readonly trigger: T;
  /** What is wrong in words, or undefined when it was taken. */
  onChange(next: T): string | undefined;
}

export type TriggerOf<Type extends TriggerType> = Extract<Trigger, { readonly type: Type }>;

interface TriggerEntry<Type extends TriggerType> {
  /** One line: when to use it. */
  readonly when: string;
  /** What it watches: chosen, or made, before the trigger is. */
  readonly source?: ServiceKind;
  /** `subject`: the source's name, or the function's where there is none. */
  readonly first: (subject: string) => TriggerOf<Type>;
  form(props: TriggerFormProps<TriggerOf<Type>>): ReactNode;
}

const batching = { batchingWindowMs: 0, partialBatchResponses: false, filters: [] } as const;

export const TRIGGER_FORMS: { readonly [Type in TriggerType]: TriggerEntry<Type> } = {
  http: {
    when: "A caller waits for the answer: an API, a web page, a webhook.",
    first: (name) => ({ type: "http", method: "GET", path: `/${name}`, payloadFormat: "2.0" }),
    form: (props) => <HttpForm {...props} />,
  },
  "function-url": {
    when: "An address of the function’s own, for every method and path.",
    first: () => ({ type: "function-url" }),
    form: (props) => <FunctionUrlForm {...props} />,
  },
  schedule: {
    when: "At a time, or again and again: clean-ups, reports, polling.",
    first: () => ({ type: "schedule", expression: "rate(5 minutes)", timeZone: "UTC", enabled: true }),
    form: (props) => <ScheduleForm {...props} />,
  },
  upload: {
    when: "A file is put into a bucket, or taken out: thumbnails, imports.",
    source: "bucket",
    first: (bucket) => ({ type: "upload", bucket, events: ["created"], prefix: "", suffix: "" }),
    form: (props) => <UploadForm {...props} />,
  },
  queue: {
    when: "Work that can wait and must not be lost; in batches, at your pace.",
    source: "queue",
    first: (queue) => ({ type: "queue", queue, batchSize: 10, ...batching }),
    form: (props) => <QueueForm {...props} />,
  },
  table: {
    when: "An item of a table changes: keep something else in step with it.",
    source: "table",
    first: (table) => ({
      ...{ type: "table", table, batchSize: 100, ...batching },
      ...{ startingPosition: "LATEST", bisectOnError: false, maximumRetryAttempts: -1, maximumRecordAgeMs: -1 },
    }),
    form: (props) => <TableForm {...props} />,
  },
  alarm: {
    when: "A number of the platform crosses a line: errors, duration, queue age.",
    source: "alarm",
    first: (alarm) => ({ type: "alarm", alarm }),
    form: (props) => <AlarmForm {...props} />,
  },
  topic: {
    when: "One message, many receivers: each subscriber gets its own copy.",
    source: "topic",
    first: (topic) => ({ type: "topic", topic }),
    form: (props) => <TopicForm {...props} />,
  },
};

export interface TriggerChoice {
  readonly type: TriggerType;
  readonly label: string;
  readonly when: string;
  readonly icon: ReactNode;
}

const ORDER: readonly TriggerType[] = ["http", "schedule", "upload", "queue", "table", "topic", "alarm", "function-url"];

export const TRIGGER_CHOICES: readonly TriggerChoice[] = ORDER.map((type) => ({
  type,
  label: TRIGGER_LABELS[type],
  when: TRIGGER_FORMS[type].when,
  icon: <TriggerIcon type={type} size={16} />,
}));

/** The form of whatever type it is: an entry's type and its trigger's are the same by construction. */
export function TriggerForm(props: TriggerFormProps): ReactNode {
  const entry: Pick<TriggerEntry<TriggerType>, "form"> = TRIGGER_FORMS[props.trigger.type];
  return entry.form(props);
}
