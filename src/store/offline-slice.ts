/** What is kept of the page for a time without a network. It comes late, as replays do: `addOffline` adds its part. */
import type { StoreApi } from "zustand/vanilla";
import type { Coldstart, OfflineIntents } from "./intents.ts";
import type { OfflinePort } from "./ports.ts";
import type { OfflineView } from "./state.ts";

export interface OfflineReports {
  report(change: Partial<OfflineView>): void;
  /** What was wrong is over, and so on. */
  settle(change: Omit<OfflineView, "network" | "update" | "room">): void;
}

export function addOffline(store: StoreApi<Coldstart>, port: OfflinePort): OfflineReports {
  const view = (): OfflineView => store.getState().offline ?? { parts: [], network: "there", update: "none" };
  const report = (change: Partial<OfflineView>) => store.setState({ offline: { ...view(), ...change } });
  const intents: OfflineIntents = {
    getAll: () => port.getAll(),
    stop: () => port.stop(),
    async look() {
      port.ask();
      const room = await port.room();
      if (room) report({ room });
    },
    update: (now) => {
      report({ update: now ? "coming" : "later" });
      if (now) port.update();
    },
  };
  store.setState((state) => ({ offline: view(), intents: { ...state.intents, offline: intents } }));
  return {
    report,
    settle(change) {
      const { network, update, room } = view();
      store.setState({ offline: { network, update, ...(room ? { room } : {}), ...change } });
    },
  };
}
