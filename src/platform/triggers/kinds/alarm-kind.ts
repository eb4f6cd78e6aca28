/** An alarm that goes into the state ALARM. */
import type { AlarmTrigger } from "../trigger.ts";
import type { WatchingKind } from "./kind.ts";

export const ALARM_KIND: WatchingKind<AlarmTrigger> = {
  type: "alarm",
  label: "Alarm",
  when: "A number of the platform crosses a line: errors, duration, queue age.",
  delivery: "asynchronous",
  first: (alarm) => ({ type: "alarm", alarm }),
  subject: ({ alarm }) => alarm,
  watches: {
    kind: "alarm",
    name: ({ alarm }) => alarm,
    renamed: (trigger, alarm) => ({ ...trigger, alarm }),
  },
  words: () => "when it goes into alarm",
};
