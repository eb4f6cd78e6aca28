/**
 * The AWS query protocol (SNS): a form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import type { CallService } from "../node/node-host.ts";
import { bytesOf, readBody, type SdkAnswer, type SdkRequest, textOf } from "./sdk-request.ts";
import { element, type XmlShape } from "./xml-text.ts";

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
const SHAPE: XmlShape = { listOf: () => ({ element: "member", wrapped: true }), isMap: (field) => field === "Attributes" };
/** The SDK's error names end in "Exception"; the codes on the wire do not, and these differ further. */
const WIRE_CODES: Readonly<Record<string, string>> = {
  InvalidParameterValueException: "ParameterValueInvalid",
  OptedOutException: "OptedOut",
  PlatformApplicationDisabledException: "PlatformApplicationDisabled",
};

export async function answerQuery(service: string, request: SdkRequest, call: CallService): Promise<SdkAnswer> {
  const form = new URLSearchParams(textOf(await readBody(request.body)));
  const operation = form.get("Action") ?? "";
  const reply = await call(service, operation, JSON.stringify(inputOf(form)));
  const RequestId = crypto.randomUUID();
  const headers = { "content-type": "text/xml", "x-amzn-requestid": RequestId };
  if (reply.error) {
    const { code, message, details } = reply.error;
    const Code = WIRE_CODES[code] ?? code.replace(/Exception$/, "");
    const error = { Error: { Type: reply.status >= 500 ? "Receiver" : "Sender", Code, Message: message, ...details }, RequestId };
    return { status: reply.status, headers, body: bytesOf(element("ErrorResponse", error, SHAPE, NAMESPACE)) };
  }
  const output = JSON.parse(reply.output) as object;
  const answer = { [`${operation}Result`]: output, ResponseMetadata: { RequestId } };
  return { status: reply.status, headers, body: bytesOf(element(`${operation}Response`, answer, SHAPE, NAMESPACE)) };
}

interface Branch {
  [part: string]: Branch | string;
}

/** "A.entry.1.Name=x&A.entry.1.Value.DataType=String" is a map A; "B.member.1.Id=1" is a list B. */
function inputOf(form: URLSearchParams): unknown {
  const root = branch();
  for (const [path, value] of form) {
    if (path === "Action" || path === "Version") continue;
    const parts = path.split(".");
    const last = parts.pop() ?? "";
    let at = root;
    for (const part of parts) {
      const next = at[part];
      const into = typeof next === "object" ? next : branch();
      at[part] = into;
      at = into;
    }
    at[last] = value;
  }
  return plain(root);
}

/** Without a prototype: a key may be called anything. */
function branch(): Branch {
  return Object.create(null) as Branch;
}

function plain(node: Branch | string): unknown {
  if (typeof node === "string") return node;
  const { member, entry } = node;
  if (typeof member === "object") return Object.values(member).map(plain);
  if (typeof entry === "object") return mapOf(entry);
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, plain(value)]));
}

function mapOf(entries: Branch): unknown {
  const pairs = Object.values(entries).map((entry): [string, unknown] => {
    if (typeof entry === "string") return [entry, undefined];
    const name = entry.Name ?? entry.key;
    return [typeof name === "string" ? name : "", plain(entry.Value ?? entry.value ?? "")];
  });
  return Object.fromEntries(pairs);
}
