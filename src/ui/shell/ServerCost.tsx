/** What an always-on server costs over the same time: which one, and whether the free tier is taken off, is the person's choice. */
import { profileOf, serverOf, vitals } from "../../store/selectors.ts";
import { formatMs, formatUsd } from "../shared/format.ts";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

export function ServerCost() {
  const server = useColdstart(serverOf);
  const { servers } = useColdstart(profileOf);
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const span = useColdstart((state) => spanOf(vitals(state).elapsedMs));
  const cost = useColdstart((state) => formatUsd(vitals(state).serverUsd));
  const { setBill } = useIntents();
  return (
    <Menu
      label={`Server to compare with: ${server?.label ?? "none"}`}
      className="explain"
      align="end"
      trigger={
        <>
          server, same {span} <b className="mono modelled">{cost}</b>
        </>
      }
    >
      <div className="menu-title">Always-on server to compare with</div>
      {servers.map(({ id, label, usdPerHour }) => (
        <MenuItem key={id} checked={id === server?.id} onSelect={() => setBill({ serverId: id })}>
          <span className="grow">{label}</span>
          <span className="mono muted">${usdPerHour.value}/h</span>
        </MenuItem>
      ))}
      <hr />
      <MenuItem checked={freeTier} onSelect={() => setBill({ freeTier: !freeTier })}>
        Take the monthly free tier off the functions’ cost
      </MenuItem>
      {server && (
        <p className="menu-note">
          {new URL(server.usdPerHour.source).hostname}, read {server.usdPerHour.asOf}
        </p>
      )}
    </Menu>
  );
}

function spanOf(elapsedMs: number): string {
  if (elapsedMs < 60_000) return `${Math.floor(elapsedMs / 1_000)} s`;
  if (elapsedMs < 3_600_000) return formatMs(elapsedMs);
  const hours = elapsedMs / 3_600_000;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}
