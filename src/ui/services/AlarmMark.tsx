/** An alarm's state by its mark and its word: never by colour alone. */
import type { AlarmView } from "../../platform/services/services-view.ts";
import { Icon } from "../shared/Icon.tsx";
import { ALARM_WORDS } from "./service-rows.ts";
import "./alarm-mark.css";

export function AlarmMark({ state }: { state: AlarmView["state"] }) {
  return (
    <span className={`alarm-mark ${state.toLowerCase().replace("_", "-")}`}>
      {state === "ALARM" && <Icon name="warning" size={12} />}
      {state === "OK" && <Icon name="check" size={12} />}
      {state === "INSUFFICIENT_DATA" && <i className="alarm-unknown" aria-hidden="true" />}
      {ALARM_WORDS[state]}
    </span>
  );
}
