/** Which lines of a stack trace lie in the person's own files. The trace is already mapped to them (bundler/stack-traces.ts). */

export interface TracePlace {
  readonly path: string;
  readonly line: number;
}

/** "    at handler (src/index.ts:7:9)", "handler@index.ts:7:9", "index.ts:7:9", "file:///var/task/index.ts:7". */
const PLACE = /(?:^|[\s(@])(?:file:\/\/)?(?:\/var\/task\/|\.\/)?([^\s():@]+):(\d+)(?::\d+)?\)?$/;

export function placeOf(traceLine: string, paths: readonly string[]): TracePlace | undefined {
  const found = PLACE.exec(traceLine.trimEnd());
  const [, path, line] = found ?? [];
  if (path === undefined || line === undefined || !paths.includes(path)) return undefined;
  return { path, line: Number(line) };
}
