/** An HTTP request and its answer, as the front door sees them; bodies are text or base64, never both. */

import type { CorsConfig } from "./trigger.ts";

export type HttpBody = { readonly text: string } | { readonly base64: string };

export interface HttpRequest {
  readonly method: string;
  /** Starts with "/", undecoded, without query. */
  readonly path: string;
  /** Without "?", undecoded. */
  readonly query: string;
  /** In the order sent; names in any case; the same name may stand more than once. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: HttpBody;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: HttpBody;
}

/** Everything of a project that answers HTTP: its API's routes, and the functions with an address of their own. */
export interface HttpFront {
  readonly routes: readonly HttpRoute[];
  /** Of the API as a whole. */
  readonly cors?: CorsConfig;
  readonly functionUrls: readonly FunctionUrl[];
}

export interface FunctionUrl {
  readonly functionName: string;
  readonly cors?: CorsConfig;
}

/** A route of an HTTP API: "GET" or "ANY", and "/things/{id}", "/{proxy+}"; or the one key "$default". */
export interface HttpRoute {
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
  /** Which of API Gateway's two events the function gets: an HTTP API's, or a REST API's. */
  readonly payloadFormat: "2.0" | "1.0";
}
