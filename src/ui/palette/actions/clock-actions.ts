/** The platform's clock: how fast it may go while nothing runs, and how far it is moved by hand. */
import { CLOCK_RATES, rateBeside, rateNamed } from "../../shell/clock-rates.ts";
import { type PaletteAction, when } from "../action.ts";
import { parseDuration } from "../duration.ts";

const FASTEST = CLOCK_RATES[CLOCK_RATES.length - 1]?.value;

export const CLOCK_ACTIONS: readonly PaletteAction[] = [
  {
    id: "clock-advance",
    name: "Advance the clock by…",
    group: "Clock",
    words: "time skip minutes hours wait",
    ask: {
      label: "Advance the clock by",
      placeholder: "10 min",
      suggestions: ["1 min", "6 min", "15 min", "1 h", "1 day"],
      problem: (value) =>
        parseDuration(value) === undefined ? "This is no length of time up to a year. Write 90 s, 10 min, 2 h or 1 day." : undefined,
    },
    run: ({ store }, value) => store.getState().intents.advanceClock(parseDuration(value) ?? 0),
  },
  {
    id: "clock-slower",
    name: "Slower clock",
    group: "Clock",
    words: "rate speed",
    available: ({ platform }) => when(platform.clock.rate !== 1, "It goes in real time."),
    run: ({ store }) => changeRate(store, -1),
  },
  {
    id: "clock-faster",
    name: "Faster clock",
    group: "Clock",
    words: "rate speed",
    available: ({ platform }) => when(String(platform.clock.rate) !== FASTEST, "It skips all idle time."),
    run: ({ store }) => changeRate(store, 1),
  },
  ...CLOCK_RATES.map(
    ({ value, label, title }): PaletteAction => ({
      id: `clock-rate-${value}`,
      name: value === "skip-idle" ? "Clock: skip idle time" : `Clock: ${label} while idle`,
      group: "Clock",
      words: `rate speed ${title}`,
      available: ({ platform }) => when(String(platform.clock.rate) !== value, "It goes like that."),
      run: ({ store }) => store.getState().intents.setClockRate(rateNamed(value)),
    }),
  ),
];

function changeRate({ getState }: Parameters<PaletteAction["run"]>[0]["store"], step: 1 | -1): void {
  const { intents, platform } = getState();
  intents.setClockRate(rateBeside(platform.clock.rate, step));
}
