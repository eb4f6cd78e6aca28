/** What kind of thing an answer's body is, from its type and from what it holds: how it is best shown. */
import type { HttpResult, InvocationView } from "../../platform/results.ts";

export type AnswerContent =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly pretty: string; readonly raw: string }
  | { readonly kind: "text"; readonly raw: string }
  | { readonly kind: "image"; readonly source: string; readonly type: string; readonly raw: string }
  | { readonly kind: "bytes"; readonly type: string; readonly raw: string };

/** Types that an <img> shows; a type that the function made up does not get into the page. */
const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)$/;

export function httpContent({ headers, body }: Pick<HttpResult, "headers" | "body">): AnswerContent {
  const type =
    headers
      .find(([name]) => name.toLowerCase() === "content-type")?.[1]
      .split(";")[0]
      ?.trim()
      .toLowerCase() ?? "";
  if ("text" in body) return textContent(body.text, type);
  if (body.base64 === "") return { kind: "empty" };
  if (IMAGE.test(type)) return { kind: "image", source: `data:${type};base64,${body.base64}`, type, raw: body.base64 };
  return { kind: "bytes", type: type || "no content type", raw: body.base64 };
}

/** What a caller of the function itself receives: its answer, or the error object. */
export function directContent({ payload, error }: Pick<InvocationView, "payload" | "error">): AnswerContent {
  if (payload !== undefined) return textContent(payload, "application/json");
  return error ? textContent(JSON.stringify(error), "application/json") : { kind: "empty" };
}

function textContent(raw: string, type: string): AnswerContent {
  if (raw === "") return { kind: "empty" };
  const mayBeJson = type.includes("json") || /^\s*[[{]/.test(raw);
  const pretty = mayBeJson ? prettyOf(raw) : undefined;
  return pretty === undefined ? { kind: "text", raw } : { kind: "json", pretty, raw };
}

function prettyOf(raw: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return undefined;
  }
}
