/**
 * Which request bodies an HTTP API hands on as text; every other one, and one without a type, arrives as base64. AWS
 * does not list them; this is what was observed on the service with payload format 2.0 (form bodies are base64 too):
 * https://github.com/ministackorg/ministack/pull/766
 */
const TEXT_TYPES: ReadonlySet<string> = new Set(["application/json", "application/xml", "application/javascript"]);

export function arrivesAsText(contentType: string | undefined): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || TEXT_TYPES.has(type);
}
