/**
 * The page's end of the real addresses: the service worker hands over a request below `fn/<project>/`, and the page that
 * holds the project answers it through its front door. A page that does not hold it says so.
 */
import { base64FromBytes, bytesFromBase64, textFromUtf8, utf8Bytes } from "../platform/triggers/http-bytes.ts";
import type { HttpBody, HttpRequest, HttpResponse } from "../platform/triggers/http-request.ts";
import { parseHttpRequest } from "../platform/triggers/parse-http-request.ts";

/** What the service worker sends, with a port for the answer. */
export interface RealRequest {
  readonly type: "coldstart-request";
  readonly project: string;
  readonly method: string;
  /** With its query: "/hello?name=Ada". */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** What comes back: first whether this page holds the project, then the response. */
export type RealAnswer =
  | { readonly type: "not-here" }
  | { readonly type: "taken" }
  | { readonly type: "response"; readonly status: number; readonly headers: HttpResponse["headers"]; readonly body: Uint8Array };

export interface RealUrlOptions {
  readonly workers: Pick<ServiceWorkerContainer, "addEventListener" | "startMessages">;
  /** Is this the open project? In the address, percent-decoded. */
  holds(project: string): boolean;
  answer(request: HttpRequest): Promise<HttpResponse>;
}

export function answerRealUrls({ workers, holds, answer }: RealUrlOptions): void {
  workers.addEventListener("message", (event) => {
    const { data, ports } = event as MessageEvent<unknown>;
    const [port] = ports;
    if (!isRealRequest(data) || !port) return;
    const say = (message: RealAnswer) => port.postMessage(message);
    if (!holds(data.project)) return say({ type: "not-here" });
    say({ type: "taken" });
    void respond(data, answer).then(say);
  });
  workers.startMessages();
}

async function respond({ method, path, headers, body }: RealRequest, answer: RealUrlOptions["answer"]): Promise<RealAnswer> {
  try {
    const parsed = parseHttpRequest({ method, path, headers, ...(body.byteLength === 0 ? {} : { body: requestBody(body) }) });
    if (!parsed.ok) return textResponse(400, `${parsed.message} ${parsed.remedy}`);
    const response = await answer(parsed.value);
    return { type: "response", status: response.status, headers: response.headers, body: bytesOf(response.body) };
  } catch (reason) {
    return textResponse(502, reason instanceof Error ? reason.message : String(reason));
  }
}

function requestBody(body: Uint8Array): HttpBody {
  const text = textFromUtf8(body);
  return text === undefined ? { base64: base64FromBytes(body) } : { text };
}

function bytesOf(body: HttpBody): Uint8Array {
  return "text" in body ? utf8Bytes(body.text) : (bytesFromBase64(body.base64) ?? new Uint8Array());
}

function textResponse(status: number, text: string): RealAnswer {
  return { type: "response", status, headers: [["content-type", "text/plain; charset=utf-8"]], body: utf8Bytes(text) };
}

function isRealRequest(data: unknown): data is RealRequest {
  if (typeof data !== "object" || data === null) return false;
  const { type, project, method, path, headers, body } = data as Partial<RealRequest>;
  return (
    type === "coldstart-request" &&
    [project, method, path].every((each) => typeof each === "string") &&
    Array.isArray(headers) &&
    body instanceof Uint8Array
  );
}
