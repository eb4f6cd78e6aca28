/**
 * Freezes a container between requests, as the platform does: what it left behind stands still and goes on at the next
 * invocation. With cross-origin isolation the worker blocks itself, which is exact; without it, timers are held back,
 * and promises that settle by themselves still run. One interface, two ways; the page says which is in force.
 */
import type { EventLoop } from "./event-loop.ts";
import { waitAtomically } from "./primordials.ts";

export interface Freezer {
  /** Call when the answer has been sent. Blocking: returns at the thaw. Held timers: returns at once. */
  freeze(): void;
  /** A request has come in: `run` takes it, after what was held back and has fallen due. */
  thaw(run: () => void): void;
}

/** `gate[0]` counts the thaws that the frame has granted; the worker counts how many it has used. */
export function createBlockingFreezer(gate: Int32Array): Freezer {
  let used = 0;
  return {
    freeze() {
      waitAtomically(gate, 0, used);
      used += 1;
    },
    thaw: (run) => run(),
  };
}

export function createTimerFreezer(loop: EventLoop): Freezer {
  return {
    freeze: () => loop.setFrozen(true),
    thaw(run) {
      loop.setFrozen(false);
      void loop.nextTurn().then(run);
    },
  };
}
