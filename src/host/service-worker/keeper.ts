/**
 * The worker's side of "works offline": what is kept of this build, bringing the rest, and telling the pages how far it
 * is. It fetches nothing unasked but what a page is about to need.
 */
import { type FileList, type ListedFile, NEEDED_PARTS, PARTS, type PartName, WHOLE_PARTS } from "./file-list.ts";
import { type FillFailure, type FillOptions, fill } from "./fill.ts";
import type { OfflineReport, PartReport } from "./offline-messages.ts";
import type { StoredFiles } from "./stored-files.ts";

const TELL_EVERY_MS = 250;

export interface FileKeeper {
  report(): Promise<OfflineReport>;
  /** What everybody needs and, beside it, what was used. */
  prepare(used: readonly string[]): Promise<FillFailure | undefined>;
  getAll(): Promise<FillFailure | undefined>;
  stop(): void;
  /** Keeps a file that a page has just loaded, and what it is of no use without. */
  used(file: ListedFile, response: Response): Promise<void>;
  reached(reached: boolean): void;
}

export interface FileKeeperOptions {
  readonly list: FileList;
  readonly stored: StoredFiles;
  readonly fetchFile: FillOptions["fetchFile"];
  readonly tell: (report: OfflineReport) => Promise<void>;
  readonly nowMs?: () => number;
}

export function fileKeeper({ list, stored, fetchFile, tell, nowMs = () => Date.now() }: FileKeeperOptions): FileKeeper {
  let current:
    | { readonly what: "page" | "all"; readonly stopped: AbortController; readonly done: Promise<FillFailure | undefined> }
    | undefined;
  /** Bytes of files that are on their way. */
  const arriving = new Map<ListedFile, number>();
  let failure: FillFailure | undefined;
  let unreachable = false;
  let toldMs = 0;
  const needed = list.files.filter(({ part }) => NEEDED_PARTS.has(part));

  const report = async (): Promise<OfflineReport> => {
    const kept = await stored.kept();
    return {
      type: "coldstart-offline-report",
      marker: list.marker,
      parts: PARTS.map((part) => partReport(part, list.files, kept, arriving)).filter(({ files }) => files > 0),
      ...(current ? { filling: current.what } : {}),
      ...(failure ? { failure } : {}),
      unreachable,
    };
  };
  const tellAll = async () => tell(await report());
  const tellSometimes = () => {
    if (nowMs() - toldMs < TELL_EVERY_MS) return;
    toldMs = nowMs();
    void tellAll();
  };

  /** What is needed comes first and is whole by itself: that the rest cannot be had takes nothing from it. */
  const run = (what: "page" | "all", beside: readonly ListedFile[]): Promise<FillFailure | undefined> => {
    const stopped = new AbortController();
    const options: Omit<FillOptions, "files"> = {
      stored,
      fetchFile,
      signal: stopped.signal,
      onKept(file) {
        arriving.delete(file);
        tellSometimes();
      },
      onBytes(file, bytes) {
        arriving.set(file, (arriving.get(file) ?? 0) + bytes);
        tellSometimes();
      },
    };
    const work = async () => {
      const failed = (await fill({ ...options, files: needed })) ?? (await fill({ ...options, files: beside }));
      arriving.clear();
      if (current?.stopped === stopped) current = undefined;
      failure = failed;
      await tellAll();
      return failed;
    };
    failure = undefined;
    const done = work();
    current = { what, stopped, done };
    void tellAll();
    return done;
  };

  const usedFiles = (used: readonly string[]): readonly ListedFile[] => {
    const paths = new Set(used);
    const files = list.files.filter(({ path }) => paths.has(path));
    const whole = new Set(files.map(({ part }) => part).filter((part) => WHOLE_PARTS.has(part)));
    return list.files.filter((file) => whole.has(file.part) || paths.has(file.path));
  };

  return {
    report,
    prepare: (used) => current?.done ?? run("page", usedFiles(used)),
    getAll() {
      if (current?.what === "all") return current.done;
      current?.stopped.abort();
      return run("all", list.files);
    },
    stop() {
      current?.stopped.abort();
    },
    async used(file, response) {
      const type = response.headers.get("content-type") ?? "application/octet-stream";
      await stored.keep(file, new Uint8Array(await response.arrayBuffer()), type);
      if (!WHOLE_PARTS.has(file.part)) return tellSometimes();
      const part = list.files.filter(({ part: each }) => each === file.part);
      await fill({ files: part, stored, fetchFile, signal: new AbortController().signal });
      tellSometimes();
    },
    reached(reached) {
      if (unreachable !== reached) return;
      unreachable = !reached;
      void tellAll();
    },
  };
}

function partReport(
  part: PartName,
  files: readonly ListedFile[],
  kept: ReadonlySet<string>,
  arriving: ReadonlyMap<ListedFile, number>,
): PartReport {
  const ours = files.filter((file) => file.part === part);
  const here = ours.filter(({ path }) => kept.has(path));
  const onTheWay = ours.filter(({ path }) => !kept.has(path)).map((file) => Math.min(file.bytes, arriving.get(file) ?? 0));
  return {
    part,
    files: ours.length,
    bytes: sum(ours.map(({ bytes }) => bytes)),
    keptFiles: here.length,
    keptBytes: sum(here.map(({ bytes }) => bytes)) + sum(onTheWay),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
