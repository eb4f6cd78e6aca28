/** The JSON of a link, which is anybody's. */
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { isModest } from "../modest-json.ts";
import { copyPlainData, isJsonObject, type JsonObject } from "../plain-data.ts";
import { refuseLink } from "./link-code.ts";

export function readJson(text: string): Parsed<JsonObject> {
  if (!isModest(text)) return refuseLink("link-too-large");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuseLink("link-damaged");
  }
  const copied = copyPlainData(parsed);
  if (!copied.ok) return refuseLink("link-setup", copied.message);
  return isJsonObject(copied.value) ? { ok: true, value: copied.value } : refuseLink("link-setup");
}
