/** Every action of the page, in one list: what is always there, and what the open project holds. */
import type { Coldstart } from "../../store/intents.ts";
import type { PaletteAction } from "./action.ts";
import { CLOCK_ACTIONS } from "./actions/clock-actions.ts";
import { LESSON_ACTIONS } from "./actions/lesson-actions.ts";
import { openActions } from "./actions/open-actions.ts";
import { PROJECT_ACTIONS } from "./actions/project-actions.ts";
import { RUN_ACTIONS } from "./actions/run-actions.ts";
import { VIEW_ACTIONS } from "./actions/view-actions.ts";

export function allActions(state: Coldstart): readonly PaletteAction[] {
  return [...RUN_ACTIONS, ...CLOCK_ACTIONS, ...openActions(state), ...VIEW_ACTIONS, ...PROJECT_ACTIONS, ...LESSON_ACTIONS];
}
