/** /tmp of one environment, kept beside its process: a crash or timeout resets the process, not the files. */
import type { TmpChange, TmpEntry } from "./node/node-host.ts";

export interface TmpMirror {
  apply(change: TmpChange): void;
  entries(): readonly TmpEntry[];
}

export function createTmpMirror(limitBytes: number, nowMs: () => number): TmpMirror {
  const entries = new Map<string, TmpEntry>();

  const write = (path: string, offset: number, bytes: Uint8Array, size: number) => {
    if (size > limitBytes || offset + bytes.byteLength > limitBytes) return;
    const before = entries.get(path);
    const whole = new Uint8Array(size);
    if (before?.type === "file") whole.set(before.bytes.subarray(0, size));
    whole.set(bytes.subarray(0, Math.max(0, size - offset)), Math.min(offset, size));
    entries.set(path, { path, type: "file", bytes: whole, mtimeMs: nowMs() });
  };

  const below = (path: string) => [...entries.keys()].filter((key) => key === path || key.startsWith(`${path}/`));

  return {
    apply(change) {
      switch (change.op) {
        case "write":
          write(change.path, change.offset, change.bytes, change.size);
          break;
        case "make-directory":
          entries.set(change.path, { path: change.path, type: "directory", mtimeMs: nowMs() });
          break;
        case "remove":
          for (const path of below(change.path)) entries.delete(path);
          break;
        case "rename":
          for (const path of below(change.from)) {
            const entry = entries.get(path);
            entries.delete(path);
            const moved = change.to + path.slice(change.from.length);
            if (entry) entries.set(moved, { ...entry, path: moved });
          }
          break;
      }
    },
    entries: () => [...entries.values()],
  };
}
