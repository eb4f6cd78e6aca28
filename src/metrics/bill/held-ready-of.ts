/** Memory x time in which a run's provisioned containers were kept ready, read from its deploys. */
import { HeldReady } from "../../platform/held-ready.ts";
import type { RunHistory } from "../history/run-history.ts";

/** From the run's beginning until then, in MB-ms; of one function, or of all. */
export function heldReadyOf({ fleet }: Pick<RunHistory, "fleet">, untilMs: number, functionName?: string): number {
  const held = new HeldReady();
  for (const note of fleet.items) {
    if (note.atMs > untilMs) break;
    if (note.type === "deployed") held.keep(note.functionName, (note.provisionedConcurrency ?? 0) * note.memoryMb, note.atMs);
    if (note.type === "removed") held.keep(note.functionName, 0, note.atMs);
  }
  return held.mbMs(untilMs, functionName);
}
