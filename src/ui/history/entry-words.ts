/** What an entry of the history is called, and when it was, in words. */
import type { EntryChanges } from "../../project/history/entry-changes.ts";
import type { HistoryEntry } from "../../project/history/history-entry.ts";
import { counted } from "../shared/counted.ts";

/** `changes`: against the entry before it. */
export function entryTitle(entry: HistoryEntry, changes: EntryChanges): string {
  const { kept } = entry;
  if (kept.type === "version") return `Version ${kept.number}`;
  const { reason } = kept;
  switch (reason.type) {
    case "typed":
      return changeTitle(changes);
    case "opened":
      return "Before the first edit";
    case "replaced":
      return "Before much was replaced";
    case "file-removed":
      return `Before ${reason.path} was removed`;
    case "file-renamed":
      return `Before ${reason.path} became ${reason.next}`;
    case "function-removed":
      return `Before ${entry.functionName} was removed`;
  }
}

function changeTitle({ added, removed, changed, moved, settings }: EntryChanges): string {
  const files = added.length + removed.length + changed.length + moved.length;
  const [path] = [...added, ...removed, ...changed];
  if (files === 0) return settings.length === 0 ? "Edited" : "Changed settings";
  if (files > 1) return `Edited ${counted(files, "file")}`;
  const [move] = moved;
  if (move) return `Renamed ${move.from} to ${move.to}`;
  return `${added.length > 0 ? "Added" : removed.length > 0 ? "Removed" : "Edited"} ${path}`;
}

/** "3 files, +12 −4"; the lines where they are known. */
export function changeSummary(changes: EntryChanges, lines: { readonly added: number; readonly removed: number } | undefined): string {
  const files = changes.added.length + changes.removed.length + changes.changed.length + changes.moved.length;
  const { length } = changes.settings;
  const parts = [
    ...(files > 0 ? [counted(files, "file")] : []),
    ...(lines && files > 0 ? [`+${lines.added} −${lines.removed}`] : []),
    ...(length > 0 ? [counted(length, "setting")] : []),
  ];
  return parts.length === 0 ? "no change" : parts.join(", ");
}

/** 11:04, by the person's clock. */
export function timeOfDay(ms: number): string {
  const moment = new Date(ms);
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** "Today", "Yesterday", "Mon 24 Nov 2026". */
export function dayName(ms: number, nowMs: number): string {
  const day = startOfDay(ms);
  if (day === startOfDay(nowMs)) return "Today";
  const yesterday = new Date(startOfDay(nowMs));
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.getTime()) return "Yesterday";
  return new Date(ms).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", "");
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}
