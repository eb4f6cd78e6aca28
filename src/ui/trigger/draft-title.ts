/** A request in one line: "GET /hello?name=Ada", or the beginning of its event. */
import type { RequestDraft } from "../../store/state.ts";

const EVENT_CHARS = 80;

export function draftTitle({ mode, method, target, event }: RequestDraft): string {
  return mode === "http" ? `${method} ${target}` : event.replace(/\s+/g, " ").trim().slice(0, EVENT_CHARS);
}
