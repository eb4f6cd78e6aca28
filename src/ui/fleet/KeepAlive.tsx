/** How long an idle container is kept: modelled, since no provider promises it; so it can be chosen. */
import { profileOf } from "../../store/selectors.ts";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

const CHOICES_MS = [10_000, 30_000, 60_000, 300_000, 900_000];

export function KeepAlive() {
  const idleLifetimeMs = useColdstart((state) => state.settings.idleLifetimeMs);
  const usualMs = useColdstart((state) => profileOf(state).defaults.idleLifetimeMs);
  const { configure } = useIntents();
  return (
    <Menu label={`Keep-alive ${lifetime(idleLifetimeMs)}`} className="lk keep" trigger={`keep-alive ${lifetime(idleLifetimeMs)}`}>
      {CHOICES_MS.map((ms) => (
        <MenuItem key={ms} checked={ms === idleLifetimeMs} onSelect={() => configure({ idleLifetimeMs: ms })}>
          {lifetime(ms)}
          {ms === usualMs && <span className="muted"> as observed on AWS</span>}
        </MenuItem>
      ))}
    </Menu>
  );
}

function lifetime(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 6_000) / 10} min`;
}
