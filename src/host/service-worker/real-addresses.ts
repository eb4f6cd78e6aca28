/**
 * Answers the real addresses of the open project, `fn/<project>/<path>`, by asking the page that holds it. What a
 * function answers is a sandbox's content: its HTML never runs in this page's origin.
 */
import type { RealAnswer, RealRequest } from "../real-url.ts";
import { pagesOf } from "./pages.ts";
import type { Place } from "./place.ts";
import type { WorkerClient, WorkerScope } from "./worker-scope.ts";

/** A page that does not even say whether it holds the project is busy or gone. */
const TAKEN_WITHIN_MS = 5_000;

/** The function's HTML, SVG or PDF gets an origin of its own and runs no script; a page may show it in a frame. */
const SANDBOXED = {
  "Content-Security-Policy": "sandbox",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
} as const;

export async function answerPlace(scope: WorkerScope, request: Request, { project, path }: Place): Promise<Response> {
  const real: RealRequest = {
    type: "coldstart-request",
    project,
    method: request.method,
    path,
    headers: [...request.headers],
    body: new Uint8Array(await request.arrayBuffer()),
  };
  try {
    const pages = await pagesOf(scope);
    return toResponse(await Promise.any(pages.map((page) => ask(page, real))));
  } catch {
    return noPage(project);
  }
}

/** Rejects where the page does not hold the project. */
function ask(page: WorkerClient, request: RealRequest): Promise<Extract<RealAnswer, { type: "response" }>> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, TAKEN_WITHIN_MS);
    port1.onmessage = ({ data }: MessageEvent<RealAnswer>) => {
      clearTimeout(timer);
      if (data.type === "response") resolve(data);
      else if (data.type === "not-here") reject(data);
    };
    page.postMessage(request, [port2]);
  });
}

function toResponse({ status, headers, body }: Extract<RealAnswer, { type: "response" }>): Response {
  const given = new Headers();
  for (const [name, value] of headers) {
    // Those of the connection are the browser's business.
    if (/^(?:content-length|transfer-encoding|connection|keep-alive|content-encoding)$/i.test(name)) continue;
    try {
      given.append(name, value);
    } catch {
      // No browser takes it; the function's log shows what it answered.
    }
  }
  // A policy of the function's own counts as well; the others are not for it to say.
  given.append("Content-Security-Policy", SANDBOXED["Content-Security-Policy"]);
  for (const [name, value] of Object.entries(SANDBOXED)) if (name !== "Content-Security-Policy") given.set(name, value);
  if (status < 200 || status > 599)
    return new Response(`The function answered ${status}, which a browser cannot show.`, { status: 502, headers: given });
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : (body as Uint8Array<ArrayBuffer>), { status, headers: given });
}

function noPage(project: string): Response {
  const text = `No open page holds the project "${project}". Its functions run in the page: open it in another tab, then reload this one.`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "5", ...SANDBOXED } });
}
