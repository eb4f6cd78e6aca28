/**
 * Answers a request of an SDK client without a network: finds the service by the host's name, turns HTTP into a call of
 * that service and the reply into the HTTP that the client's own deserialiser reads. A host that is not AWS's is a
 * request to the network, which the page may refuse.
 */
import type { CallService } from "../node/node-host.ts";
import { answerJson } from "./json-protocol.ts";
import { answerLambda } from "./lambda-protocol.ts";
import { fetchThroughPage } from "./network.ts";
import { answerQuery } from "./query-protocol.ts";
import { answerS3 } from "./s3-protocol.ts";
import { readBody, type SdkAnswer, type SdkRequest } from "./sdk-request.ts";

/** "bucket.s3.us-east-1.amazonaws.com", "s3.amazonaws.com", with the variants of the endpoint rules. */
const S3_HOST = /^(?:(.+)\.)?s3(?:-accelerate|-fips)?(?:\.dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com$/;
/** "sqs.us-east-1.amazonaws.com", "123456789012.ddb.us-east-1.amazonaws.com", "lambda.us-east-1.api.aws". */
const SERVICE_HOST = /(?:^|\.)([a-z]+)(?:-fips)?\.[a-z]{2}(?:-[a-z]+)+-\d\.(?:amazonaws\.com|api\.aws)$/;

export async function answerRequest(request: SdkRequest, call: CallService): Promise<SdkAnswer> {
  const s3 = S3_HOST.exec(request.hostname);
  if (s3) return answerS3(request, s3[1], call);
  switch (SERVICE_HOST.exec(request.hostname)?.[1]) {
    case "dynamodb":
    case "ddb":
      return answerJson("dynamodb", request, call);
    case "sqs":
      return answerJson("sqs", request, call);
    case "events":
      return answerJson("events", request, call);
    case "ssm":
      return answerJson("ssm", request, call);
    case "secretsmanager":
      return answerJson("secretsmanager", request, call);
    case "sns":
      return answerQuery("sns", request, call);
    case "lambda":
      return answerLambda(request, call);
    default:
      return answerNetwork(request, call);
  }
}

async function answerNetwork(request: SdkRequest, call: CallService): Promise<SdkAnswer> {
  const { method, protocol, hostname, port, path, query } = request;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) parameters.append(name, String(one));
  const search = parameters.size === 0 ? "" : `?${parameters}`;
  const url = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}${search}`;
  const sent = await fetchThroughPage(call, { url, method, headers: Object.entries(request.headers) }, await readBody(request.body));
  return { status: sent.status, headers: Object.fromEntries(sent.headers), body: sent.body };
}
