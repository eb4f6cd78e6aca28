import type { CloudWatchAlarmEvent } from "aws-lambda";

// Once for each change to ALARM, not once for each error.
export const handler = async ({ alarmData }: CloudWatchAlarmEvent) => {
  console.log(`wake somebody: ${alarmData.alarmName}. ${alarmData.state.reason}`);
};
