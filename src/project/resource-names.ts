/** How AWS lets each kind of resource be named. */
import { type Refused, refuse } from "../platform/triggers/parsed.ts";
import type { TextRule } from "./field-reader.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const QUEUE_NAME: TextRule = {
  pattern: /^(?=.{1,80}$)[A-Za-z0-9_-]+(\.fifo)?$/,
  rule: 'a name of 1 to 80 letters, digits, - and _, with ".fifo" at the end of a FIFO queue\'s',
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const TABLE_NAME: TextRule = { pattern: /^[A-Za-z0-9_.-]{3,255}$/, rule: "a name of 3 to 255 letters, digits, _, - and ." };
export const KEY_NAME: TextRule = { pattern: /^.{1,255}$/s, rule: 'an attribute\'s name of 1 to 255 characters, such as "id"' };

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html (FIFO topics are not built). */
export const TOPIC_NAME: TextRule = { pattern: /^[A-Za-z0-9_-]{1,256}$/, rule: "a name of 1 to 256 letters, digits, - and _" };
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const BUS_NAME: TextRule = { pattern: /^[A-Za-z0-9_.-]{1,256}$/, rule: "a name of 1 to 256 letters, digits, ., - and _" };

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html; "/" and ":" would part its ARN. */
export const ALARM_NAME: TextRule = {
  pattern: /^(?=\S)[^/:\p{Cc}]{1,255}(?<=\S)$/u,
  rule: "a name of 1 to 255 characters without / and :",
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const SECRET_NAME: TextRule = {
  pattern: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
  rule: "names of 1 to 512 letters, digits and /_+=.@-",
};
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const PARAMETER_NAME: TextRule = {
  pattern: /^(?!\/?(aws|ssm))[A-Za-z0-9/_.-]{1,1011}$/i,
  rule: "names of 1 to 1,011 letters, digits and /_.-, not beginning with aws or ssm",
};

const BUCKET_RULE = "3 to 63 lower-case letters, digits, . and -, beginning and ending with a letter or digit";
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const KEPT_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const KEPT_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

function whyNoBucketName(name: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) return "it is not written as S3 asks";
  if (name.includes("..")) return 'it has "..", which S3 does not allow';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "it looks like an IP address";
  const prefix = KEPT_PREFIXES.find((each) => name.startsWith(each));
  if (prefix !== undefined) return `S3 keeps names that begin with "${prefix}" for itself`;
  const suffix = KEPT_SUFFIXES.find((each) => name.endsWith(each));
  return suffix === undefined ? undefined : `S3 keeps names that end with "${suffix}" for itself`;
}

/** Undefined when the name is good. */
export function checkBucketName(name: string): Refused | undefined {
  const why = whyNoBucketName(name);
  if (why === undefined) return undefined;
  return refuse("bucket-name", `${JSON.stringify(name.slice(0, 80))} is not a bucket's name: ${why}.`, `Use ${BUCKET_RULE}.`);
}
