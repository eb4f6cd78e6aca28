/**
 * `fetch` as Node has it, through the page: a request is a call of the service "network", and the page decides whether it
 * leaves the browser. What comes back is a Response of the browser's own.
 */
import { fetchThroughPage, type NetworkResponse } from "./aws/network.ts";
import type { CallService } from "./node/node-host.ts";

/** A Response cannot be made with these; fetch gives them all the same. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

export function createFetch(call: CallService): typeof fetch {
  const NativeRequest = Request;
  const NativeResponse = Response;

  return async function fetch(input, init) {
    const request = requestOf(NativeRequest, input, init);
    request.signal.throwIfAborted();
    const body = request.body === null ? new Uint8Array() : new Uint8Array(await request.arrayBuffer());
    const headers: [string, string][] = [];
    request.headers.forEach((value, name) => {
      headers.push([name, value]);
    });
    const { url, method, redirect } = request;
    const answer = fetchThroughPage(call, { url, method, headers, redirect }, body);
    const { status, statusText, ...answered } = await unlessAborted(answer, request.signal);
    const content = WITHOUT_BODY.has(status) || method === "HEAD" ? null : answered.body;
    return told(
      new NativeResponse(content, { status, statusText, headers: answered.headers.map(([name, value]) => [name, value]) }),
      answered,
    );
  };
}

/** Node has no address of its own that a relative one could be relative to. */
function requestOf(NativeRequest: typeof Request, input: RequestInfo | URL, init: RequestInit | undefined): Request {
  const isText = typeof input === "string" || input instanceof URL;
  if (isText && !URL.canParse(input)) {
    const cause = Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input: String(input) });
    throw new TypeError(`Failed to parse URL from ${input}`, { cause });
  }
  const isStream = init?.body instanceof ReadableStream;
  return new NativeRequest(input, isStream ? ({ ...init, duplex: "half" } as RequestInit) : init);
}

function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** A Response that is made by hand does not know where it came from. */
function told(response: Response, { url, redirected }: Pick<NetworkResponse, "url" | "redirected">): Response {
  Object.defineProperty(response, "url", { value: url });
  Object.defineProperty(response, "redirected", { value: redirected });
  Object.defineProperty(response, "type", { value: "basic" });
  return response;
}
