/** Files on their way into a bucket, one after the other: how far each came, and what was wrong with it. */
import { useState } from "react";
import { asProblem } from "../../store/problem.ts";
import { formatBytes } from "../shared/format.ts";
import { useIntents } from "../shared/store-context.tsx";
import type { PickedFile } from "./picked-files.ts";

/** Ours: a file is held in memory while it is read, and kept in the browser's storage. S3 takes 5 GB in one put. */
const MAX_FILE_BYTES = 100_000_000;

export interface Upload {
  readonly id: number;
  readonly key: string;
  readonly sizeBytes: number;
  readonly state: "waiting" | "reading" | "stored" | "failed";
  readonly problem?: string;
}

let lastUploadId = 0;

export interface Uploads {
  readonly list: readonly Upload[];
  /** Resolves when all ended; never rejects. */
  start(files: readonly PickedFile[], prefix: string): Promise<void>;
  clear(): void;
}

export function useUploads(bucket: string): Uploads {
  const { uploadObject } = useIntents();
  const [list, setList] = useState<readonly Upload[]>([]);
  const change = (id: number, next: Partial<Upload>) =>
    setList((before) => before.map((each) => (each.id === id ? { ...each, ...next } : each)));

  return {
    list,
    clear: () => setList((before) => before.filter(({ state }) => state === "waiting" || state === "reading")),
    async start(files, prefix) {
      const started = files.map(({ path, file }) => {
        lastUploadId += 1;
        return { upload: { id: lastUploadId, key: prefix + path, sizeBytes: file.size, state: "waiting" } as const, file };
      });
      setList((before) => [...before.filter(({ state }) => state !== "stored"), ...started.map(({ upload }) => upload)]);
      for (const { upload, file } of started) {
        if (file.size > MAX_FILE_BYTES) {
          const problem = `It is ${formatBytes(file.size)}. This page keeps files of up to ${formatBytes(MAX_FILE_BYTES)}: take a smaller one.`;
          change(upload.id, { state: "failed", problem });
          continue;
        }
        change(upload.id, { state: "reading" });
        try {
          await uploadObject(bucket, upload.key, file);
          change(upload.id, { state: "stored" });
        } catch (reason) {
          const { message, remedy } = asProblem(reason);
          change(upload.id, { state: "failed", problem: `${message} ${remedy}` });
        }
      }
    },
  };
}
