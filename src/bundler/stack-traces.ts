/** Positions in a bundle back to the person's own files and lines, in any text: traces, log lines, V8's and Firefox's form. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

const ESCAPE = /[.*+?^${}()|[\]\\]/g;
/** Frames of the container's own runtime say nothing to the person. */
const RUNTIME_FRAME = /^\s*(?:at .*\(?|\S*@)(?:file:\/\/)?\/var\/runtime\/index\.mjs:\d+:\d+\)?$/;

/** A CommonJS module's own frame, named by its namespace and path in the bundle. Node calls it Object.<anonymous>. */
const MODULE_FRAME = /^(\s*at )(?:task|npm):.*? \((?=(?:file:\/\/)?\/var\/task\/)/;
const MODULE_FRAME_IN_FIREFOX = /^(?:task|npm):[^@]*(?=@)/;

/** `bundleUrl` is the name under which the bundle's positions appear; a frame of glue that has no source is left out. */
export function createStackMapper(bundleUrl: string, sourceMap: string): (text: string) => string {
  const map = new TraceMap(sourceMap);
  const position = new RegExp(`(?:file://)?${bundleUrl.replace(ESCAPE, "\\$&")}:(\\d+):(\\d+)`, "g");
  return (text) => {
    if (!text.includes(bundleUrl) && !text.includes("/var/runtime/index.mjs")) return text;
    const kept: string[] = [];
    for (const line of text.split("\n")) {
      if (RUNTIME_FRAME.test(line)) continue;
      let isGlue = false;
      const mapped = line.replace(position, (whole, lineText: string, columnText: string) => {
        const found = originalPositionFor(map, { line: Number(lineText), column: Number(columnText) - 1 });
        // The map's null comes back as an empty name.
        if (!found.source) {
          isGlue = true;
          return whole;
        }
        return `${found.source}:${found.line}:${found.column + 1}`;
      });
      if (!isGlue) kept.push(mapped.replace(MODULE_FRAME, "$1Object.<anonymous> (").replace(MODULE_FRAME_IN_FIREFOX, ""));
    }
    return kept.join("\n");
  };
}
