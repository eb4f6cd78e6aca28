/** The platform's controls: settings, clock, containers, the bill's comparison, and a fresh start. */
import { nothingRun, platformBegun } from "./initial-state.ts";
import type { PlatformIntents } from "./intents.ts";
import type { Reach } from "./reach.ts";

export function createPlatformSlice({ port, spans, get, set }: Reach): PlatformIntents {
  const begin = () => {
    const nowMs = port.nowMs();
    set({ ...nothingRun(), platform: platformBegun(nowMs, get().platform) });
  };

  return {
    kill: (containerId) => port.kill(containerId),

    configure(change) {
      const settings = { ...get().settings, ...change };
      set({ settings });
      port.configure(settings);
    },

    setClockRate(rate) {
      port.setClockRate(rate);
      const { platform } = get();
      set({ platform: { ...platform, clock: { ...platform.clock, rate } } });
    },

    advanceClock: (ms) => port.advanceClock(ms),

    async reset() {
      spans.sends.end();
      spans.load.end();
      set({ history: [], load: { draft: get().load.draft } });
      begin();
      await port.reset();
      begin();
    },

    setBill(change) {
      set({ bill: { ...get().bill, ...change } });
    },

    confirmHost(host) {
      const { confirmedHosts } = get();
      if (!confirmedHosts.includes(host)) set({ confirmedHosts: [...confirmedHosts, host] });
    },

    unconfirmHost(host) {
      set({ confirmedHosts: get().confirmedHosts.filter((each) => each !== host) });
    },
  };
}
