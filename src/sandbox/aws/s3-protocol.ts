/** S3's REST API: bytes as they are, everything else in headers, the query and XML. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html */
import type { CallService, ServiceReply } from "../node/node-host.ts";
import { isChunked, s3Input, takesXml } from "./s3-input.ts";
import { targetOf } from "./s3-operations.ts";
import { errorXml, headersOf, xmlOf } from "./s3-output.ts";
import { bytesOf, readBody, type SdkAnswer, type SdkRequest, textOf, withoutChunks } from "./sdk-request.ts";

const EMPTY: Readonly<Record<string, number>> = {
  AbortMultipartUpload: 204,
  DeleteBucket: 204,
  DeleteObject: 204,
  DeleteObjectTagging: 204,
};

export async function answerS3(request: SdkRequest, hostBucket: string | undefined, call: CallService): Promise<SdkAnswer> {
  const target = targetOf(request, hostBucket);
  const sent = await readBody(request.body);
  const bytes = isChunked(request) ? withoutChunks(sent) : sent;
  const isXml = takesXml(target.operation);
  const input = s3Input(request, target, isXml ? textOf(bytes) : "");
  const isContent = target.operation === "PutObject" || target.operation === "UploadPart";
  const reply = await call("s3", target.operation, JSON.stringify(input), isContent ? bytes : undefined);
  const requestId = requestIdOf();
  const common = { "x-amz-request-id": requestId, "x-amz-id-2": `${requestId}${requestId}` };
  if (reply.error) return failed(reply, request.method, requestId, common);
  const output = JSON.parse(reply.output) as Readonly<Record<string, unknown>>;
  const headers = { ...common, ...headersOf(target.operation, output) };
  const body = reply.body ?? bytesOf(xmlOf(target.operation, output));
  if (target.operation === "GetObject") Object.assign(headers, { "content-length": String(body.byteLength) });
  else if (body.byteLength > 0) Object.assign(headers, { "content-type": "application/xml" });
  const status = EMPTY[target.operation] ?? (output.ContentRange === undefined ? 200 : 206);
  return { status, headers, body };
}

/** The answer to a HEAD has no body, and "not modified" neither. */
function failed(reply: ServiceReply, method: string, requestId: string, common: Readonly<Record<string, string>>): SdkAnswer {
  const { code = "InternalError", message = "", details = {} } = reply.error ?? {};
  const body = method === "HEAD" || reply.status === 304 ? new Uint8Array() : bytesOf(errorXml(code, message, details, requestId));
  return { status: reply.status, headers: { ...common, "content-type": "application/xml" }, body };
}

/** 16 letters and digits, as S3 has them. */
function requestIdOf(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase();
}
