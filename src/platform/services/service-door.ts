/** Which service answers which call, and which of the map's nodes a function's call reaches. What a call does is its service's own. */
import { nameIn } from "../aws-names.ts";
import { isRecord } from "../triggers/parsed.ts";
import { type ServiceCall, ServiceError, type ServiceName } from "./service-call.ts";
import type { NodeId, Reply, ServiceContext } from "./service-context.ts";
import type { ServiceParts } from "./service-parts.ts";
import { DEFAULT_BUS } from "./topics/put-events-entry.ts";

/** The node of the map that a service's resource is. */
const NODE_OF: Partial<Record<ServiceName, { readonly kind: "bucket" | "queue" | "table" | "topic"; readonly field: string }>> = {
  s3: { kind: "bucket", field: "Bucket" },
  sqs: { kind: "queue", field: "QueueUrl" },
  dynamodb: { kind: "table", field: "TableName" },
  sns: { kind: "topic", field: "TopicArn" },
};

/** What is refused is answered too. `from`: the function whose code calls; absent when a person does. */
export function answerCall(
  parts: ServiceParts,
  { passed }: Pick<ServiceContext, "passed">,
  call: ServiceCall,
  reply: Reply,
  from: string | undefined,
): void {
  try {
    route(parts, call, reply, from);
    if (from !== undefined) for (const node of nodesOf(call)) passed(`function:${from}`, node);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    reply({ ok: false, error: error.failure });
  }
}

function route(parts: ServiceParts, { service, operation, input }: ServiceCall, reply: Reply, from: string | undefined): void {
  switch (service) {
    case "s3":
      return parts.buckets.call(operation, input, reply);
    case "dynamodb":
      return parts.tables.call(operation, input, reply);
    case "sqs":
      return parts.queues.call(operation, input, reply);
    case "sns":
      return parts.topics.call(operation, input, reply);
    case "events":
      return parts.bus.call(operation, input, reply);
    case "lambda":
      return parts.lambda.call(operation, input, reply, from);
    case "secretsmanager":
    case "ssm":
      return parts.secrets.call(service, operation, input, reply);
    case "cloudwatch":
      return parts.alarms.call(operation, input, reply);
    case "coldstart":
      return control(parts, operation, input, reply);
    default:
      throw new ServiceError("UnknownOperationException", `There is no service "${String(service satisfies never)}" in this playground.`);
  }
}

/** What a console does that no public API has. */
function control(parts: ServiceParts, operation: string, input: ServiceCall["input"], reply: Reply): void {
  if (operation !== "DeliverTwice") return parts.schedules.call(operation, input, reply);
  parts.deliverTwice(String(input.functionName));
  reply({ ok: true, output: {} });
}

/** What of the map a call reaches; Lambda's Invoke says so itself. */
function nodesOf({ service, operation, input }: ServiceCall): readonly NodeId[] {
  if (service === "events") return operation === "PutEvents" && Array.isArray(input.Entries) ? busesOf(input.Entries) : [];
  const place = NODE_OF[service];
  const given = place && input[place.field];
  return place !== undefined && typeof given === "string" ? [`${place.kind}:${nameIn(given)}`] : [];
}

function busesOf(entries: readonly unknown[]): readonly NodeId[] {
  const names = entries.map((entry) =>
    isRecord(entry) && typeof entry.EventBusName === "string" ? nameIn(entry.EventBusName) : DEFAULT_BUS,
  );
  return [...new Set(names)].map((name) => `bus:${name}` as const);
}
