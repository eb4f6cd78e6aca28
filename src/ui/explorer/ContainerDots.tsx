/** A function's live containers, one 8 px tile each: the fleet in small. */
import type { ContainerPhase } from "../../platform/container.ts";
import { containersByFunction } from "../../store/selectors.ts";
import type { State } from "../../store/state.ts";

const MOST_DOTS = 5;

const WORDS: Readonly<Partial<Record<ContainerPhase, string>>> = {
  provisioning: "starting",
  initializing: "init",
  busy: "busy",
  idle: "idle",
};

/** As one text, so that a row is drawn again only when a phase changes: "busy idle idle". */
export function livePhases(state: State, functionName: string): string {
  const live = containersByFunction(state)[functionName]?.filter(({ phase }) => WORDS[phase] !== undefined) ?? [];
  return live.map(({ phase }) => phase).join(" ");
}

/** "2 busy, 1 idle"; empty when nothing runs. */
export function dotsText(phases: string): string {
  const all = phases.split(" ");
  const counts = Object.entries(WORDS).map(([phase, word]) => ({ word, count: all.filter((each) => each === phase).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(", ");
}

export function ContainerDots({ phases }: { phases: string }) {
  if (phases === "") return null;
  const all = phases.split(" ");
  return (
    <span className="dots" title={dotsText(phases)}>
      {all.slice(0, MOST_DOTS).map((phase, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place; containers have no dot of their own
        <i key={index} className={`cdot ${phase}`} />
      ))}
      {all.length > MOST_DOTS && <span className="muted">+{all.length - MOST_DOTS}</span>}
    </span>
  );
}
