/** What the bill is held against, and whether the month's allowance is taken off: kept with the page, the same in every view. */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { Sourced } from "../../../platform/profiles/provider-profile.ts";
import { formatCount } from "../../shared/counted.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { useServerPrice } from "./use-bill.ts";

export function FreeTier({ run: { profile } }: { run: ObservedRun }) {
  const freeTier = useColdstart((state) => state.bill.freeTier);
  const { setBill } = useIntents();
  const { freeRequestsPerMonth, freeGbSecondsPerMonth } = profile.prices;
  const free = `${formatCount(freeRequestsPerMonth.value)} requests and ${formatCount(freeGbSecondsPerMonth.value)} GB-s a month are free, of the whole account`;
  return (
    <label className="check" title={free}>
      <input type="checkbox" checked={freeTier} onChange={(event) => setBill({ freeTier: event.target.checked })} />
      free tier
    </label>
  );
}

export function ServerChoice({ run }: { run: ObservedRun }) {
  const price = useServerPrice(run);
  const { setBill } = useIntents();
  return (
    <div className="server">
      <label>
        <span className="muted">beside </span>
        <select aria-label="Server" value={price?.server.id} onChange={(event) => setBill({ serverId: event.target.value })}>
          {run.profile.servers.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {price && <PriceSource price={price.server.usdPerHour} />}
    </div>
  );
}

function PriceSource({ price }: { price: Sourced }) {
  return (
    <a className="muted" href={price.source} title={`${price.source}, read ${price.asOf}`} target="_blank" rel="noreferrer">
      ${price.value}/h
    </a>
  );
}

/** Only before servers whose provider's balancer has a price here. */
export function LoadBalancerChoice({ run }: { run: ObservedRun }) {
  const price = useServerPrice(run);
  const wanted = useColdstart((state) => state.bill.loadBalancer);
  const { setBill } = useIntents();
  const { loadBalancer } = run.profile;
  const { balancing } = price?.server ?? {};
  if (balancing !== "load-balancer") {
    return (
      <span className="muted">
        {balancing === "included" ? "its load balancer is in the price" : "no price with a source for its load balancer"}
      </span>
    );
  }
  return (
    <span className="check">
      <label className="check">
        <input type="checkbox" checked={wanted} onChange={(event) => setBill({ loadBalancer: event.target.checked })} />
        load balancer
      </label>
      <PriceSource price={loadBalancer.usdPerHour} />
      <span className="muted">
        + {loadBalancer.publicAddresses.value} addresses at <PriceSource price={loadBalancer.usdPerAddressHour} /> +{" "}
        <PriceSource price={loadBalancer.usdPerUnitHour} /> per {loadBalancer.newConnectionsPerSecondOfUnit.value} requests a second
      </span>
    </span>
  );
}
