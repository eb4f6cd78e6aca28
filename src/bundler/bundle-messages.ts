/** esbuild's messages as the editor shows them: in the person's files, in characters, with what to do where that is known. */
import type { Message } from "esbuild";
import type { BuildMessage } from "./bundle.ts";
import { JSX_REMEDY, type Refusal } from "./node-compat.ts";

/** The namespace of the person's files in esbuild: it stands before their paths. */
export const TASK = "task";
/** How esbuild ends what an ES module may not hold: the person chose no output format. */
const STRICT_MODE = ' with the "esm" output format due to strict mode';

export interface Messages {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}

export function isBuildFailure(reason: unknown): reason is Messages {
  return reason instanceof Error && "errors" in reason && Array.isArray(reason.errors) && reason.errors.length > 0;
}

/** `prefixLengths`: what was put before a file's first line, by path. */
export function messagesOf({ errors, warnings }: Messages, prefixLengths: ReadonlyMap<string, number>): readonly BuildMessage[] {
  return [
    ...errors.map((message) => toBuildMessage(message, "error", prefixLengths)),
    ...warnings.map((message) => toBuildMessage(message, "warning", prefixLengths)),
  ];
}

function toBuildMessage(message: Message, severity: BuildMessage["severity"], prefixLengths: ReadonlyMap<string, number>): BuildMessage {
  const { code, remedy } = isRefusal(message.detail) ? message.detail : kindOf(message);
  return {
    severity,
    code,
    text: message.text.replaceAll(`"${TASK}:`, '"').replace(STRICT_MODE, " in strict mode"),
    ...(remedy === undefined ? {} : { remedy }),
    ...placeOf(message, prefixLengths),
  };
}

function isRefusal(detail: unknown): detail is Refusal {
  return typeof detail === "object" && detail !== null && "remedy" in detail;
}

/** esbuild names its warnings; its errors are told apart by their texts. */
function kindOf({ id, text }: Message): { readonly code: string; readonly remedy?: string } {
  if (id !== "") return { code: id };
  if (text.startsWith("No matching export")) return { code: "export-missing", remedy: "Export it there, or mend the name." };
  if (text.startsWith("The JSX syntax")) return { code: "jsx", remedy: JSX_REMEDY };
  if (text.endsWith(STRICT_MODE))
    return { code: "strict-mode", remedy: "All code runs in strict mode in this playground: write it without this." };
  return { code: "syntax" };
}

/** esbuild counts columns and lengths in UTF-8 bytes. */
function placeOf({ location }: Message, prefixLengths: ReadonlyMap<string, number>): Partial<BuildMessage> {
  if (!location) return {};
  const { line, lineText } = location;
  const file = location.file.startsWith(`${TASK}:`) ? location.file.slice(TASK.length + 1) : location.file;
  const bytes = new TextEncoder().encode(lineText);
  const characters = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to)).length;
  const column = characters(0, location.column) - (line === 1 ? (prefixLengths.get(file) ?? 0) : 0);
  return { file, line, column: Math.max(0, column), length: characters(location.column, location.column + location.length) };
}
