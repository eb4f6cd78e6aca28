/** The platform's clock: its rate while all is idle, and what time it is there. */
import { formatClock } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { MenuItem } from "../shared/Menu.tsx";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CLOCK_RATES, rateNamed } from "./clock-rates.ts";

export function ClockControl() {
  const rate = useColdstart((state) => String(state.platform.clock.rate));
  const { setClockRate } = useIntents();
  return (
    <Segmented label="Clock rate while idle" value={rate} options={CLOCK_RATES} onChange={(value) => setClockRate(rateNamed(value))} />
  );
}

export function PlatformTime() {
  const time = formatClock(usePlatformNowMs());
  return (
    <span className="vclock mono" title="Platform time, UTC. While anything runs, it goes at the speed of real time.">
      <Icon name="clock" size={14} />
      <span className="visually-hidden">Platform time </span>
      {time}
    </span>
  );
}

export function ClockItems() {
  const rate = useColdstart((state) => String(state.platform.clock.rate));
  const { setClockRate } = useIntents();
  return CLOCK_RATES.map(({ value, label }) => (
    <MenuItem key={value} checked={rate === value} onSelect={() => setClockRate(rateNamed(value))}>
      {label}
    </MenuItem>
  ));
}
