/** An alarm that invokes a function when it goes to ALARM: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html. */
import type { AlarmTrigger } from "../../platform/triggers/trigger.ts";
import type { FieldReader } from "../field-reader.ts";

export function readAlarmTrigger(fields: FieldReader): AlarmTrigger {
  return { type: "alarm", alarm: fields.text("alarm") };
}
