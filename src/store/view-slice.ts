/** What is shown: pane, theme, selection, notices. */
import type { ViewIntents } from "./intents.ts";
import type { Reach } from "./reach.ts";

/** More than a person reads: the oldest goes. */
const KEPT_NOTICES = 5;

export function createViewSlice({ get, set }: Reach): ViewIntents {
  let lastNoticeId = 0;
  return {
    show: (view) => set({ view, presenter: { ...get().presenter, open: false } }),
    showPane: (mobilePane) => set({ mobilePane }),
    setTheme: (theme) => set({ theme }),
    selectContainer: (selectedContainerId) => set({ selectedContainerId }),
    selectInvocation: (selectedAttemptId) => set({ selectedAttemptId }),
    observe: (change) => set({ observe: { ...get().observe, ...change } }),
    present: (change) => set({ presenter: { ...get().presenter, ...change } }),
    addRun(run) {
      const { observe } = get();
      set({ observe: { ...observe, runs: [...observe.runs, run], runId: run.id, window: undefined } });
    },
    removeRun(id) {
      const { observe } = get();
      const runs = observe.runs.filter((run) => run.id !== id);
      const beside = observe.besideRunId === id ? undefined : observe.besideRunId;
      set({ observe: { ...observe, runs, besideRunId: beside, runId: observe.runId === id ? "live" : observe.runId } });
    },
    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    notify(kind, text, remedy, action) {
      lastNoticeId += 1;
      const notice = { id: lastNoticeId, kind, text, ...(remedy === undefined ? {} : { remedy }), ...(action ? { action } : {}) };
      // Said again, it moves to the end: a loop of failures does not fill the screen.
      const others = get().notices.filter((each) => each.kind !== kind || each.text !== text);
      set({ notices: [...others, notice].slice(-KEPT_NOTICES) });
    },
  };
}
