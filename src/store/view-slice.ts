/** What is shown: pane, theme, selection, notices. */
import type { ViewIntents } from "./intents.ts";
import type { Reach } from "./reach.ts";

/** More than a person reads: the oldest goes. */
const KEPT_NOTICES = 5;

export function createViewSlice({ get, set }: Reach): ViewIntents {
  let lastNoticeId = 0;
  return {
    show: (view) => set({ view }),
    showPane: (mobilePane) => set({ mobilePane }),
    setTheme: (theme) => set({ theme }),
    selectContainer: (selectedContainerId) => set({ selectedContainerId }),
    selectInvocation: (selectedAttemptId) => set({ selectedAttemptId }),
    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    notify(kind, text, remedy) {
      lastNoticeId += 1;
      const notice = { id: lastNoticeId, kind, text, ...(remedy === undefined ? {} : { remedy }) };
      // Said again, it moves to the end: a loop of failures does not fill the screen.
      const others = get().notices.filter((each) => each.kind !== kind || each.text !== text);
      set({ notices: [...others, notice].slice(-KEPT_NOTICES) });
    },
  };
}
