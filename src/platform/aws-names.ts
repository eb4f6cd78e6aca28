/** Names and addresses as AWS builds them. The account is the one of AWS's documentation examples. */

export const REGION = "us-east-1";
export const ACCOUNT_ID = "123456789012";

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;

export const functionArn = (name: string) => arn("lambda", `function:${name}`);
export const bucketArn = (name: string) => `arn:aws:s3:::${name}`;
export const queueArn = (name: string) => arn("sqs", name);
export const queueUrl = (name: string) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT_ID}/${name}`;
export const tableArn = (name: string) => arn("dynamodb", `table/${name}`);
/** `label`: when the stream was enabled, "2026-11-25T00:00:00.000". */
export const streamArn = (table: string, label: string) => arn("dynamodb", `table/${table}/stream/${label}`);
export const topicArn = (name: string) => arn("sns", name);
export const busArn = (name: string) => arn("events", `event-bus/${name}`);
export const ruleArn = (name: string) => arn("events", `rule/${name}`);
export const alarmArn = (name: string) => arn("cloudwatch", `alarm:${name}`);
/** A parameter's name may begin with a slash or not: its ARN does not tell. */
export const parameterArn = (name: string) => arn("ssm", `parameter/${name.replace(/^\//, "")}`);

/** The last part of an ARN, of a queue's address, or the plain name that was given instead. */
export function nameIn(arnOrNameOrUrl: string): string {
  return arnOrNameOrUrl.split(/[:/]/).at(-1) ?? arnOrNameOrUrl;
}
