import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { CloudWatchAlarmEvent } from "aws-lambda";

const sns = new SNSClient({});

export const handler = async ({ alarmData }: CloudWatchAlarmEvent) => {
  const { alarmName, state, previousState } = alarmData;
  console.log(`${alarmName}: ${previousState?.value} -> ${state.value}. ${state.reason}`);
  await sns.send(
    new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Subject: `${alarmName} is in ${state.value}`, Message: state.reason ?? "" }),
  );
};
