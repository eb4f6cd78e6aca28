/**
 * Instead of the SDK's handler that opens sockets: answers each request in the page (see answer-request.ts). It keeps the
 * handler's name and options, so that `new NodeHttpHandler({ requestTimeout })` works as code has it.
 */
import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/core/protocols";
import { host } from "../node/host.ts";
import { answerRequest } from "./answer-request.ts";
import type { SdkAnswer, SdkRequest } from "./sdk-request.ts";

export { streamCollector } from "@smithy/core/serde";

export const DEFAULT_REQUEST_TIMEOUT = 0;

interface Options {
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
}

type OptionsSource = Options | (() => Promise<Options | undefined>) | undefined;

interface HandleOptions {
  readonly abortSignal?: AbortSignal;
  readonly requestTimeout?: number;
}

export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  #options: Promise<Options>;

  static create(given?: OptionsSource | { readonly handle: unknown }): unknown {
    if (typeof given === "object" && "handle" in given && typeof given.handle === "function") return given;
    return new NodeHttpHandler(given as OptionsSource);
  }

  constructor(options?: OptionsSource) {
    this.#options = Promise.resolve(typeof options === "function" ? options() : options).then((given) => given ?? {});
  }

  async handle(request: SdkRequest, { abortSignal, requestTimeout }: HandleOptions = {}): Promise<{ response: HttpResponse }> {
    const options = await this.#options;
    if (abortSignal?.aborted) throw abortError(abortSignal.reason);
    const answer = answerRequest(request, host.callService);
    const timeoutMs = options.throwOnRequestTimeout ? (requestTimeout ?? options.requestTimeout ?? 0) : 0;
    return { response: responseOf(await unlessInterrupted(answer, abortSignal, timeoutMs), request) };
  }

  updateHttpClientConfig(name: string, value: unknown): void {
    this.#options = this.#options.then((options) => ({ ...options, [name]: value }));
  }

  httpHandlerConfigs(): Options {
    return {};
  }

  destroy(): void {}
}

/** A content is a stream, for its transformToString and its like; the rest the client reads whole. */
function responseOf({ status, headers, body }: SdkAnswer, { method, hostname }: SdkRequest): HttpResponse {
  const isContent = method === "GET" && /(?:^|\.)s3[.-]/.test(hostname) && status < 300;
  return new HttpResponse({ statusCode: status, headers: { ...headers }, body: isContent ? streamOf(body) : body });
}

function streamOf(bytes: Uint8Array): Readable {
  const chunks = bytes.byteLength === 0 ? [] : [Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
  return Readable.from(chunks, { objectMode: false });
}

function unlessInterrupted<T>(answer: Promise<T>, signal: AbortSignal | undefined, timeoutMs: number): Promise<T> {
  if (!signal && timeoutMs === 0) return answer;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError(signal?.reason));
    const timer = timeoutMs === 0 ? undefined : setTimeout(() => reject(timeoutError(timeoutMs)), timeoutMs);
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener?.("abort", abort);
    };
    signal?.addEventListener?.("abort", abort, { once: true });
    answer.then(resolve, reject).finally(end);
  });
}

function abortError(reason: unknown): Error {
  const error = reason instanceof Error ? new Error("Request aborted", { cause: reason }) : new Error(String(reason ?? "Request aborted"));
  return Object.assign(error, { name: "AbortError" });
}

function timeoutError(timeoutMs: number): Error {
  const message = `@smithy/node-http-handler - [ERROR] a request has exceeded the configured ${timeoutMs} ms requestTimeout.`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" });
}
