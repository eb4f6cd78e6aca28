/** An HTTP request and its answer, as the front door sees them; bodies are text or base64, never both. */

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

/** A route of an HTTP API: "GET" or "ANY", and "/things/{id}", "/{proxy+}"; or the one key "$default". */
export interface HttpRoute {
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
  /** Which of API Gateway's two events the function gets: an HTTP API's, or a REST API's. */
  readonly payloadFormat: "2.0" | "1.0";
}
