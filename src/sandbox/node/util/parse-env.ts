/** util.parseEnv: the text of a .env file to its variables. */
import { requireString } from "../node-errors.ts";

const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)"|`((?:\\`|[^`])*)`|([^#\r\n]*))?[ \t]*(?:#.*)?$/gm;

export function parseEnv(content: string): Record<string, string> {
  requireString(content, "content");
  const variables: Record<string, string> = {};
  for (const [, name = "", single, double, backtick, bare] of content.matchAll(LINE))
    variables[name] = single ?? double?.replaceAll("\\n", "\n") ?? backtick ?? bare?.trim() ?? "";
  return variables;
}
