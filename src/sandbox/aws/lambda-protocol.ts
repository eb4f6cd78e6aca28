/**
 * Lambda's REST API, as far as functions call functions: Invoke with its payload beside the call in both directions, and
 * the reads of a function's settings. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
import type { CallService, ServiceReply } from "../node/node-host.ts";
import { bytesOf, headerOf, queryOf, readBody, type SdkAnswer, type SdkRequest } from "./sdk-request.ts";

const FUNCTIONS = /^\/2015-03-31\/functions(?:\/([^/]*)(?:\/([^/]+))?)?\/?$/;

export async function answerLambda(request: SdkRequest, call: CallService): Promise<SdkAnswer> {
  const [, name, part] = FUNCTIONS.exec(request.path) ?? [];
  const operation = operationOf(request, name, part);
  const input = {
    ...(name ? { FunctionName: decodeURIComponent(name) } : {}),
    Qualifier: queryOf(request, "Qualifier"),
    ...(operation === "Invoke" ? invokeInput(request) : {}),
  };
  const body = operation === "Invoke" ? await readBody(request.body) : undefined;
  const reply = await call("lambda", operation, JSON.stringify(input), body);
  const headers = { "content-type": "application/json", "x-amzn-requestid": crypto.randomUUID() };
  if (reply.error) {
    const { code, message, details } = reply.error;
    const text = JSON.stringify({ Type: "User", ...details, Message: message, message });
    return { status: reply.status, headers: { ...headers, "x-amzn-errortype": code }, body: bytesOf(text) };
  }
  return operation === "Invoke" ? invoked(reply, headers) : { status: reply.status, headers, body: bytesOf(reply.output) };
}

function operationOf({ method, path }: SdkRequest, name: string | undefined, part: string | undefined): string {
  if (method === "POST" && part === "invocations") return "Invoke";
  if (method === "GET" && part === "configuration") return "GetFunctionConfiguration";
  if (method === "GET" && part === undefined && FUNCTIONS.test(path)) return name ? "GetFunction" : "ListFunctions";
  return `${method} ${path}`;
}

function invokeInput(request: SdkRequest): object {
  return {
    InvocationType: headerOf(request, "x-amz-invocation-type"),
    LogType: headerOf(request, "x-amz-log-type"),
    ClientContext: headerOf(request, "x-amz-client-context"),
  };
}

interface Invoked {
  readonly StatusCode?: number;
  readonly FunctionError?: string;
  readonly LogResult?: string;
  readonly ExecutedVersion?: string;
  /** JSON text, where it did not travel as bytes. */
  readonly Payload?: string;
}

function invoked(reply: ServiceReply, common: Readonly<Record<string, string>>): SdkAnswer {
  const { StatusCode, FunctionError, LogResult, ExecutedVersion, Payload } = JSON.parse(reply.output) as Invoked;
  const headers = {
    ...common,
    ...(FunctionError === undefined ? {} : { "x-amz-function-error": FunctionError }),
    ...(LogResult === undefined ? {} : { "x-amz-log-result": LogResult }),
    ...(ExecutedVersion === undefined ? {} : { "x-amz-executed-version": ExecutedVersion }),
  };
  const body = reply.body ?? bytesOf(Payload ?? "");
  return { status: StatusCode ?? reply.status, headers, body };
}
