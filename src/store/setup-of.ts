/** The set-up that is open, whole: what a link, a zip and a duplicate carry. */
import type { Setup, State } from "./state.ts";

export function setupOf(state: State): Setup {
  const { project, drafts, savedEvents, load, settings, bill, lesson, classroom, classResult } = state;
  const { view, mobilePane, openTabs, activeFile, activeFunction, openService, observe } = state;
  return {
    ...{ project, drafts, savedEvents, load: load.draft, settings, bill },
    panels: {
      ...{ view, mobilePane, openTabs, activeFunction, observeTab: observe.tab, observeQuery: observe.query },
      ...(activeFile ? { activeFile } : {}),
      ...(openService ? { openService } : {}),
    },
    ...(lesson ? { lesson: lesson.id } : {}),
    ...(classroom ? { classroom } : {}),
    ...(classResult ? { result: classResult } : {}),
  };
}
