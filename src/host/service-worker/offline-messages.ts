/** What a page and the service worker say to each other about the files that are kept, and the parsers of it. */

import { PARTS, type PartName } from "./file-list.ts";
import type { FillFailure } from "./fill.ts";

export type OfflineAsk =
  /** Answered by a report. */
  | { readonly ask: "state" }
  /** Is the host there again? Answered by a report. */
  | { readonly ask: "probe" }
  /** Keep what the page needs, and what it has `used` before the worker looked after it: addresses. */
  | { readonly ask: "prepare"; readonly used: readonly string[] }
  | { readonly ask: "get-all" }
  | { readonly ask: "stop" }
  /** A worker that waits takes over: the page has asked its person. */
  | { readonly ask: "take-over" };

export type OfflineRequest = OfflineAsk & { readonly type: "coldstart-offline" };

export interface PartReport {
  readonly part: PartName;
  readonly files: number;
  readonly bytes: number;
  readonly keptFiles: number;
  readonly keptBytes: number;
}

export interface OfflineReport {
  readonly type: "coldstart-offline-report";
  /** Of the worker's build: see file-list.ts. */
  readonly marker: string;
  readonly parts: readonly PartReport[];
  readonly filling?: "page" | "all";
  readonly failure?: FillFailure;
  /** The host did not answer when it was last asked. */
  readonly unreachable: boolean;
}

/** To a page, with a port: it answers with its marker's address. */
export interface WhichBuild {
  readonly type: "coldstart-which-build";
}

const MOST_USED = 2_000;

export function parseOfflineRequest(data: unknown): OfflineAsk | undefined {
  if (!isRecord(data) || data.type !== "coldstart-offline") return undefined;
  const { ask, used } = data;
  if (ask === "state" || ask === "probe" || ask === "get-all" || ask === "stop" || ask === "take-over") return { ask };
  if (ask !== "prepare" || !Array.isArray(used)) return undefined;
  return { ask, used: used.slice(0, MOST_USED).filter((each) => typeof each === "string") };
}

export function parseOfflineReport(data: unknown): OfflineReport | undefined {
  if (!isRecord(data) || data.type !== "coldstart-offline-report") return undefined;
  const { marker, parts, filling, failure, unreachable } = data;
  if (typeof marker !== "string" || !Array.isArray(parts) || !parts.every(isPart)) return undefined;
  const ofThisPage = parts.filter(({ part }) => PARTS.includes(part));
  const known = FAILURES.find((each) => each === failure);
  return {
    type: "coldstart-offline-report",
    ...{ marker, parts: ofThisPage },
    ...(filling === "page" || filling === "all" ? { filling } : {}),
    ...(known ? { failure: known } : {}),
    unreachable: unreachable === true,
  };
}

const FAILURES: readonly FillFailure[] = ["no-network", "no-room", "other-content"];

export function isWhichBuild(data: unknown): data is WhichBuild {
  return isRecord(data) && data.type === "coldstart-which-build";
}

/** One that only a later worker knows is left out afterwards. */
function isPart(value: unknown): value is PartReport {
  if (!isRecord(value) || typeof value.part !== "string") return false;
  return [value.files, value.bytes, value.keptFiles, value.keptBytes].every((each) => typeof each === "number" && each >= 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
