/** The React parts of every type of trigger, its icon and its form. What else is known of it is its kind's, in platform/triggers/kinds/. */
import { lazy, type ReactNode } from "react";
import type { TriggerOf } from "../../platform/triggers/kinds/kind.ts";
import { TRIGGER_KINDS } from "../../platform/triggers/kinds/registry.ts";
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import type { ServiceKind } from "../../store/state.ts";
import { ServiceIcon } from "../services/ServiceIcon.tsx";
import { Icon } from "../shared/Icon.tsx";

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

export type { TriggerOf } from "../../platform/triggers/kinds/kind.ts";

interface TriggerParts<Type extends TriggerType> {
  readonly icon: ReactNode;
  form(props: TriggerFormProps<TriggerOf<Type>>): ReactNode;
}

const ICON_SIZE = 16;
const serviceIcon = (kind: ServiceKind) => <ServiceIcon kind={kind} size={ICON_SIZE} />;
const icon = (name: "globe" | "clock") => <Icon name={name} size={ICON_SIZE} />;

export const TRIGGER_PARTS: { readonly [Type in TriggerType]: TriggerParts<Type> } = {
  http: { icon: icon("globe"), form: (props) => <HttpForm {...props} /> },
  "function-url": { icon: icon("globe"), form: (props) => <FunctionUrlForm {...props} /> },
  schedule: { icon: icon("clock"), form: (props) => <ScheduleForm {...props} /> },
  upload: { icon: serviceIcon("bucket"), form: (props) => <UploadForm {...props} /> },
  queue: { icon: serviceIcon("queue"), form: (props) => <QueueForm {...props} /> },
  table: { icon: serviceIcon("table"), form: (props) => <TableForm {...props} /> },
  alarm: { icon: serviceIcon("alarm"), form: (props) => <AlarmForm {...props} /> },
  topic: { icon: serviceIcon("topic"), form: (props) => <TopicForm {...props} /> },
};

export interface TriggerChoice {
  readonly type: TriggerType;
  readonly label: string;
  readonly when: string;
  readonly icon: ReactNode;
}

export const TRIGGER_CHOICES: readonly TriggerChoice[] = Object.values(TRIGGER_KINDS).map(({ type, label, when }) => ({
  type,
  label,
  when,
  icon: TRIGGER_PARTS[type].icon,
}));

/** The form of whatever type it is: an entry's type and its trigger's are the same by construction. */
export function TriggerForm(props: TriggerFormProps): ReactNode {
  const parts: Pick<TriggerParts<TriggerType>, "form"> = TRIGGER_PARTS[props.trigger.type];
  return parts.form(props);
}
