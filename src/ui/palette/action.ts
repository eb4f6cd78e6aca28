/** What the palette lists: one thing that can be done on the page, by the name a person looks for it by. */
import type { StoreApi } from "zustand";
import type { Coldstart } from "../../store/intents.ts";
import type { OpenDialog } from "../shell/dialog-name.ts";

/** In the order they are listed in. */
export const GROUPS = ["Run", "Clock", "Containers", "Go to", "View", "Project", "Services", "Lessons", "Help"] as const;
export type Group = (typeof GROUPS)[number];

export interface ActionContext {
  readonly store: StoreApi<Coldstart>;
  readonly openDialog: OpenDialog;
}

export interface PaletteAction {
  /** Stays the same across visits: what was used last is known by it. */
  readonly id: string;
  /** One of its own: what it does, as a command. */
  readonly name: string;
  readonly group: Group;
  /** Other words that a person may look for it by. */
  readonly words?: string;
  /** Absent: always. A text says why not now; "hidden" is left out, as there is nothing that it could be about. */
  readonly available?: (state: Coldstart) => true | "hidden" | Unavailable;
  /** Asks for a value first. */
  readonly ask?: Ask;
  /** Asked before it is done. */
  readonly confirm?: string;
  /** May throw or reject with a Problem, which is said. */
  readonly run: (context: ActionContext, value: string) => unknown;
}

export interface Unavailable {
  readonly why: string;
}

export interface Ask {
  readonly label: string;
  readonly placeholder: string;
  readonly suggestions?: readonly string[];
  /** Stands in the field from the beginning. */
  readonly initial?: (state: Coldstart) => string;
  /** What is wrong with it, in words. */
  readonly problem?: (value: string) => string | undefined;
}

/** Available where it holds; else the reason. */
export function when(holds: boolean, why: string): true | Unavailable {
  return holds ? true : { why };
}

export function shownWhen(holds: boolean): true | "hidden" {
  return holds ? true : "hidden";
}
