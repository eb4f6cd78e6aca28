/** Brings a line of a file into sight, in whichever editor is there; a panel asks, the editor listens. */
import type { FileRef } from "../../store/state.ts";

export interface Place {
  readonly file: FileRef;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const REVEAL = "coldstart:reveal-line";
/** What was asked for a file whose editor is still to come. */
let wanted: Place | undefined;

export function revealLine(file: FileRef, line: number, column = 1): void {
  wanted = { file, line, column };
  dispatchEvent(new Event(REVEAL));
}

/** Calls back with what is wanted, now and later; `take` answers whether it was done. Returns how to stop. */
export function onRevealLine(take: (place: Place) => boolean): () => void {
  const look = () => {
    if (wanted && take(wanted)) wanted = undefined;
  };
  look();
  addEventListener(REVEAL, look);
  return () => removeEventListener(REVEAL, look);
}
