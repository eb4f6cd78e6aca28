/** A request in one line: "GET /hello?name=Ada", or the beginning of its event. */
import { eventText } from "../../store/draft-request.ts";
import type { RequestDraft } from "../../store/state.ts";

const EVENT_CHARS = 80;

export function draftTitle(draft: RequestDraft): string {
  const { mode, method, target } = draft;
  return mode === "http"
    ? `${method} ${target}`
    : eventText(draft)
        .slice(0, 4 * EVENT_CHARS)
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, EVENT_CHARS);
}
