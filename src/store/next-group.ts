/**
 * The page as the next group of a workshop should find it: nothing of the group before is on it, and the set-up that the
 * workshop began with is open. What the group made stays kept, under a name that says whose it was.
 */
import type { StoreApi } from "zustand/vanilla";
import { MAX_NAME_CHARS } from "../project/schema.ts";
import { starterProject } from "../project/starter.ts";
import { defaultSettings } from "./default-settings.ts";
import { DEFAULT_BILL, FRESH_PAGE } from "./initial-state.ts";
import type { Coldstart } from "./intents.ts";
import { profileOf } from "./profile-of.ts";
import type { Setup, State } from "./state.ts";

/** "hello, group of 26 Nov, 14:30" */
export function groupName(name: string, at: Date): string {
  const when = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(at);
  const suffix = `, group of ${when}`;
  return `${name.replace(/, group of [^,]*, \d\d:\d\d$/, "").slice(0, MAX_NAME_CHARS - suffix.length)}${suffix}`;
}

/** Nothing was typed and nothing was sent: there is nothing to keep. */
export function isUntouched({ project, history }: Pick<State, "project" | "history">, begun: Setup): boolean {
  return history.length === 0 && JSON.stringify(project) === JSON.stringify(begun.project);
}

export const STARTER: Setup = { project: starterProject() };

export interface NextGroup {
  readonly begin: Setup;
  /** The name under which the project of the group before stays; undefined leaves it as it is. */
  readonly keepAs: string | undefined;
}

export function beginNextGroup({ getState, setState }: StoreApi<Coldstart>, { begin, keepAs }: NextGroup): void {
  const { intents, shared } = getState();
  intents.replay?.forgetRecordings();
  intents.cancelSend();
  intents.stopLoad();
  if (keepAs !== undefined) intents.renameProject(keepAs);
  intents.configure(defaultSettings(profileOf(getState())));
  // Before the project's own are opened, which a set-up may bring.
  setState({ ...FRESH_PAGE, bill: DEFAULT_BILL });
  // Who trusted it for the group before trusts it for this one.
  intents.openSetup(begin, shared);
  intents.setClockRate(1);
}
