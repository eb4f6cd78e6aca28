/** What is kept, in words: by part, and as a whole. Says no more than what is there. */
import type { OfflinePart, OfflineView } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";
import { formatBytes } from "../shared/format.ts";

interface PartName {
  readonly name: string;
  readonly what: string;
}

const NAMES: Readonly<Record<string, PartName>> = {
  page: { name: "The page", what: "every view, the lessons, the starter" },
  bundler: { name: "Bundler", what: "deploys code that was changed" },
  runtime: { name: "Node.js built-ins", what: "what functions import of Node: crypto, fs, stream" },
  packages: { name: "AWS SDK and npm packages", what: "what functions import of them" },
  editor: { name: "Full editor", what: "completion and types; without it, a plain editor" },
  examples: { name: "Examples", what: "the gallery’s set-ups" },
  licences: { name: "Licences", what: "of all that is shipped" },
};

/** A part that this page does not know is of a later one. */
export function partName(part: string): PartName {
  return NAMES[part] ?? { name: part, what: "" };
}

export function isComplete({ files, keptFiles }: OfflinePart): boolean {
  return keptFiles === files;
}

export function partState(part: OfflinePart): string {
  if (isComplete(part)) return "here";
  if (part.keptBytes === 0) return "not here";
  if (part.files === 1 || part.keptFiles === 0) return `${formatBytes(part.keptBytes)} of it`;
  return `${part.keptFiles} of ${counted(part.files, "file")}`;
}

/** The page itself opens: what everything else stands on. */
export function opensOffline({ parts }: Pick<OfflineView, "parts">): boolean {
  return parts.some(({ part }) => part === "page") && parts.every((part) => part.part !== "page" || isComplete(part));
}

export interface OfflineSaid {
  readonly head: string;
  readonly text: string;
}

export function offlineSaid(view: OfflineView): OfflineSaid {
  const { parts, filling } = view;
  if (parts.length === 0) return { head: "Looking", text: "The service worker is asked what is here." };
  if (!opensOffline(view)) {
    const head = filling ? "Getting ready for a time without a network" : "Not ready for a time without a network";
    return {
      head,
      text: filling ? "It goes on while you work, and goes on later where it stopped." : "Not all that the page needs is here.",
    };
  }
  const missing = parts.filter((part) => !isComplete(part)).map(({ part }) => partName(part).name);
  if (missing.length === 0) return { head: "Works offline, all of it", text: "Every file of this page is in this browser." };
  const used = "What you used is here";
  return { head: "Works offline", text: `The page opens without a network. ${used}; not whole yet: ${missing.join(", ")}.` };
}

/** For the status strip. */
export function goneSaid(view: OfflineView): string {
  return opensOffline(view) ? "Offline: everything you use is here" : "Offline: parts of this page are not here";
}

export function sumOf(parts: readonly OfflinePart[]): { readonly bytes: number; readonly keptBytes: number } {
  return parts.reduce((sum, part) => ({ bytes: sum.bytes + part.bytes, keptBytes: sum.keptBytes + part.keptBytes }), {
    bytes: 0,
    keptBytes: 0,
  });
}
