/** Memory x time in which a run's provisioned containers were kept ready, read from its deploys. */
import { HeldReady } from "../../platform/held-ready.ts";
import type { RunHistory } from "../history/run-history.ts";

/** From the run's beginning until then, in MB-ms; of one function, or of all. */
export type HeldReadyUntil = (untilMs: number, functionName?: string) => number;

export function heldReadyOf({ fleet }: Pick<RunHistory, "fleet">): HeldReadyUntil {
  const deploys = fleet.items.filter((note) => note.type === "deployed" || note.type === "removed");
  if (!deploys.some((note) => note.type === "deployed" && note.provisionedConcurrency)) return () => 0;
  return (untilMs, functionName) => {
    const held = new HeldReady();
    for (const note of deploys) {
      if (note.atMs > untilMs) break;
      held.keep(note.functionName, note.type === "removed" ? 0 : (note.provisionedConcurrency ?? 0) * note.memoryMb, note.atMs);
    }
    return held.mbMs(untilMs, functionName);
  };
}
