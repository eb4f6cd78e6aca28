/** How many containers are in which phase, in words: "2 busy, 1 init, 3 idle". */
import type { ContainerPhase } from "../../platform/container.ts";
import type { State } from "../../store/state.ts";

const COUNTED: readonly { readonly phase: ContainerPhase; readonly word: string }[] = [
  { phase: "busy", word: "busy" },
  { phase: "provisioning", word: "starting" },
  { phase: "initializing", word: "init" },
  { phase: "idle", word: "idle" },
];

export function phaseCounts({ platform }: State): string {
  if (platform.sandbox === "restarting") return "Containers’ process restarts";
  const counts = COUNTED.map(({ phase, word }) => ({ word, count: platform.containers.filter((each) => each.phase === phase).length }));
  const some = counts.filter(({ count }) => count > 0).map(({ word, count }) => `${count} ${word}`);
  return some.length === 0 ? "Nothing is running" : some.join(", ");
}
