/**
 * The network, for functions: off, but for the hosts that the project names and the person has confirmed, and for answers
 * recorded per host, which never leave the page. What goes out carries no cookies and no referrer, and no redirect is
 * followed: a browser does not say where one leads before it has gone there, so it could lead to any host.
 */
import type { NetworkConfig } from "../platform/services/network-config.ts";
import type { CallAnswer, ContainerCall } from "./service-calls.ts";

/** What a function may wait for and receive in one request; ours. */
const LONGEST_WAIT_MS = 60_000;
const ANSWER_BYTES = 20_971_520;

/** What of the project and the person it needs to know, at the moment of each request. */
export interface NetworkRules {
  readonly network: NetworkConfig;
  readonly confirmedHosts: readonly string[];
}

export interface NetworkGate {
  fetch(call: ContainerCall["call"]): Promise<CallAnswer>;
}

export function createNetworkGate(rules: () => NetworkRules, fetchNow: typeof fetch = (...asked) => fetch(...asked)): NetworkGate {
  return {
    async fetch({ input, body }) {
      const { url: address, method = "GET", headers } = input;
      const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
      if (!url || !/^https?:$/.test(url.protocol) || typeof method !== "string")
        return refused("ENOTFOUND", "This is no address of the web.");
      const { network, confirmedHosts } = rules();
      const recorded = recordedAnswer(network, url, method.toUpperCase());
      if (recorded) return recorded;
      const refusal = refusalOf(url.host, network.allowedHosts, confirmedHosts);
      if (refusal !== undefined) return refused("ECONNREFUSED", refusal);
      return send(fetchNow, url, { method, headers: pairsOf(headers), ...(body && body.byteLength > 0 ? { body } : {}) });
    },
  };
}

function recordedAnswer({ recorded }: NetworkConfig, url: URL, method: string): CallAnswer | undefined {
  const found = recorded.find(
    (each) => each.host === url.host && (each.method ?? method) === method && url.pathname.startsWith(each.path ?? "/"),
  );
  if (!found) return undefined;
  const headers = Object.entries(found.headers);
  return {
    status: found.status,
    output: { status: found.status, statusText: "", headers, url: url.href, redirected: false },
    body: new TextEncoder().encode(found.body),
  };
}

function refusalOf(host: string, allowed: readonly string[], confirmed: readonly string[]): string | undefined {
  const how = `Allow ${host} in Network, among the project's settings.`;
  if (!allowed.includes(host)) return `The network is off in this playground: the request to ${host} did not leave the browser. ${how}`;
  if (confirmed.includes(host)) return undefined;
  return `The project may reach ${host}, but you have not confirmed it: the request did not leave the browser. Confirm it in Network, among the project's settings.`;
}

async function send(fetchNow: typeof fetch, url: URL, init: RequestInit): Promise<CallAnswer> {
  try {
    const response = await fetchNow(url.href, {
      ...init,
      mode: "cors",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    if (response.type === "opaqueredirect") return refused("ECONNRESET", redirectRefusal(url));
    const body = await bytesWithin(response, ANSWER_BYTES);
    if (!body)
      return refused("ECONNRESET", `The answer of ${url.host} has more than the ${ANSWER_BYTES} bytes that this playground takes.`);
    const { status, statusText, redirected } = response;
    return { status, output: { status, statusText, headers: [...response.headers], url: response.url, redirected }, body };
  } catch (reason) {
    const why = (reason instanceof Error ? reason.message : String(reason)).replace(/\.$/, "");
    const cors = "A browser also refuses answers of hosts that do not allow it (CORS): record an answer for this host instead.";
    return refused("ECONNRESET", `${url.host} gave no answer: ${why}. ${cors}`);
  }
}

function redirectRefusal({ href }: URL): string {
  return `${href.slice(0, 200)} answered with a redirect, which is not followed: it could lead to a host that you have not confirmed. Fetch the address it leads to.`;
}

/** Undefined where there are more: the rest is not read. */
async function bytesWithin(response: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunksOf(response.body)) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Safari's streams are no async iterables. Left early, it tells the sender to stop. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

function pairsOf(headers: unknown): [string, string][] {
  if (!Array.isArray(headers)) return [];
  return headers.filter(
    (pair): pair is [string, string] => Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string",
  );
}

function refused(code: string, message: string): CallAnswer {
  return { status: 0, error: { code, message } };
}
