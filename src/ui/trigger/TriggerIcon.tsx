/** A trigger's icon, by its type: that of what it watches. */
import type { TriggerType } from "../../platform/triggers/trigger.ts";
import { ServiceIcon } from "../services/ServiceIcon.tsx";
import { Icon } from "../shared/Icon.tsx";

export function TriggerIcon({ type, size = 14 }: { type: TriggerType; size?: number }) {
  switch (type) {
    case "http":
    case "function-url":
      return <Icon name="globe" size={size} />;
    case "schedule":
      return <Icon name="clock" size={size} />;
    case "upload":
      return <ServiceIcon kind="bucket" size={size} />;
    default:
      return <ServiceIcon kind={type} size={size} />;
  }
}
