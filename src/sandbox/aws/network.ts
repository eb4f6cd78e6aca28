/**
 * A request to the network, as a call of the page: service "network", operation "fetch". The page decides whether it
 * leaves the browser; a refusal becomes the error that Node's fetch gives, with the cause that says why.
 */
import type { CallService } from "../node/node-host.ts";

export interface NetworkRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  /** What a redirect's answer is to lead to; absent: "follow". */
  readonly redirect?: RequestRedirect;
}

export interface NetworkResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  readonly body: Uint8Array<ArrayBuffer>;
}

export async function fetchThroughPage(call: CallService, request: NetworkRequest, body: Uint8Array): Promise<NetworkResponse> {
  const reply = await call("network", "fetch", JSON.stringify(request), body.byteLength === 0 ? undefined : body);
  if (reply.error) throw fetchFailed(reply.error, request.url);
  const { status, statusText, headers, url, redirected } = JSON.parse(reply.output) as Partial<NetworkResponse>;
  return {
    status: status ?? reply.status,
    statusText: statusText ?? "",
    headers: headers ?? [],
    url: url ?? request.url,
    redirected: redirected ?? false,
    body: reply.body ?? new Uint8Array(),
  };
}

/** As undici words it: a TypeError, and what happened in its cause. */
function fetchFailed({ code, message }: { readonly code: string; readonly message: string }, url: string): TypeError {
  const { hostname } = new URL(url);
  const call = code === "ENOTFOUND" ? { syscall: "getaddrinfo", hostname } : { syscall: "connect" };
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code, ...call }) });
}
