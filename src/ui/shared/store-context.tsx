/** The one door from panels to the store. */
import { createContext, type ReactNode, useContext } from "react";
import { type StoreApi, useStore } from "zustand";
import type { Coldstart, Intents } from "../../store/intents.ts";

const StoreContext = createContext<StoreApi<Coldstart> | undefined>(undefined);

export function StoreProvider({ store, children }: { store: StoreApi<Coldstart>; children: ReactNode }) {
  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
}

/** For what listens without drawing: keys, announcements. Panels use the two below. */
export function useStoreApi(): StoreApi<Coldstart> {
  const store = useContext(StoreContext);
  if (!store) throw new Error("A panel was rendered outside StoreProvider.");
  return store;
}

export function useColdstart<T>(selector: (state: Coldstart) => T): T {
  return useStore(useStoreApi(), selector);
}

export function useIntents(): Intents {
  return useStore(useStoreApi(), (state) => state.intents);
}
