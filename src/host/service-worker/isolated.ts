/** The headers that cross-origin isolation needs, on what a host that cannot send them has answered, or on what is kept. */
export function isolated(response: Response): Response {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Isolation is a matter of documents and of the workers they start. */
export function needsIsolation({ mode, destination }: Request): boolean {
  return mode === "navigate" || destination.endsWith("worker");
}
