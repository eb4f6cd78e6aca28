/** Amounts of money: quantities that were measured or counted, times prices that providers publish. No price stands here. */
import type { AlwaysOnServer, ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
import { formatCount } from "../../shared/counted.ts";
import type { FactSource, FactTable } from "./number-facts.ts";
import { sourcesOf } from "./sourced.ts";

type MoneyId =
  | "request-fee"
  | "gb-seconds"
  | "cost"
  | "free-tier"
  | "server"
  | "load-balancer"
  | "break-even"
  | "keep-warm"
  | "provisioned"
  | "month-extrapolation";

const NOT_IN_COST = "API Gateway, logs, traffic out of the cloud, and the services that functions call: each has a bill of its own.";

export const MONEY_FACTS: FactTable<MoneyId> = {
  "request-fee": ({ profile: { prices } }) => ({
    title: "Request fee",
    kind: "modelled",
    how: `Requests that ran, counted here, at the published $${prices.usdPerMillionRequests.value} per million.`,
    sources: sourcesOf("Price", prices.usdPerMillionRequests),
  }),
  "gb-seconds": ({ profile: { prices } }) => ({
    title: "GB-seconds",
    kind: "measured",
    how: `Billed milliseconds / 1,000 × memory in MB / 1,024, added up as whole numbers so that no fraction is lost. Priced at $${prices.tiers.value[0]?.usdPerGbSecond ?? 0} each in the first tier.`,
    sources: sourcesOf("How GB-seconds are counted and priced", prices.tiers),
  }),
  cost: ({ profile: { prices } }) => ({
    title: "Cost",
    kind: "modelled",
    how: "Billed time was measured here; prices are published. Money is computed once from the sums, never added up from rounded amounts.",
    not: NOT_IN_COST,
    sources: pricesOf(prices),
  }),
  "free-tier": ({ profile: { prices } }) => ({
    title: "Free tier",
    kind: "modelled",
    how: `Every month ${formatCount(prices.freeRequestsPerMonth.value)} requests and ${formatCount(prices.freeGbSecondsPerMonth.value)} GB-seconds cost nothing. Taken off as if this were all that the account runs.`,
    sources: sourcesOf("Allowance", prices.freeGbSecondsPerMonth),
  }),
  server: ({ profile: { servers } }) => ({
    title: "Always-on server",
    kind: "modelled",
    how: "The hour’s published price times the time that passed, whether it worked or not.",
    not: "A second one for failover, its disk, traffic and operation; and whether it could carry this load at all: that is not measured.",
    sources: serverSources(servers),
  }),
  "load-balancer": ({ profile: { loadBalancer } }) => ({
    title: "Load balancer",
    kind: "modelled",
    how: `Published prices of an ${loadBalancer.label}: its hours, its public addresses, and the units of what it carries, each request taken for a new connection, which is the dearest case.`,
    not: "Units of bytes and rules: those are not known here.",
    sources: sourcesOf("Price", loadBalancer.usdPerHour),
  }),
  "break-even": ({ profile: { prices, servers } }) => ({
    title: "Break-even",
    kind: "modelled",
    how: "The steady rate at which functions cost as much as the server, if each request is like those of this run: same memory, same billed time, same share of cold starts.",
    not: "Whether the server could carry that rate.",
    sources: [...pricesOf(prices), ...serverSources(servers)],
  }),
  "keep-warm": ({ profile: { prices } }) => ({
    title: "Keeping warm by pings",
    kind: "modelled",
    how: "A request to each container at an interval shorter than the idle lifetime: its fee and the billed time of one short run, at published prices.",
    not: "A guarantee. A ping keeps one container, and a cloud may end it anyway.",
    sources: pricesOf(prices),
  }),
  provisioned: ({ profile: { prices } }) => ({
    title: "Provisioned concurrency",
    kind: "modelled",
    how: "Memory held ready, paid by the GB-second whether it is used or not. It has no free tier.",
    not: "Requests and run time on it, which have a price of their own.",
    sources: prices.provisioned ? sourcesOf("Price", prices.provisioned) : [],
  }),
  "month-extrapolation": ({ profile: { prices } }) => ({
    title: "A month of this",
    kind: "modelled",
    how: "What the stretch shown has used, as if it went on for a month of 730 hours.",
    not: "Nights, weekends and growth. The shorter the stretch, the less it says.",
    sources: pricesOf(prices),
  }),
};

function pricesOf({ tiers, usdPerMillionRequests, usdPerCpuSecond, usdPerMonth }: ProviderProfile["prices"]): readonly FactSource[] {
  const priced = [tiers, usdPerMillionRequests, usdPerCpuSecond, usdPerMonth];
  const all = priced.flatMap((price) => (price ? sourcesOf("Prices", price) : []));
  return all.filter(({ href }, place) => all.findIndex((other) => other.href === href) === place);
}

/** Each page once. */
function serverSources(servers: readonly AlwaysOnServer[]): readonly FactSource[] {
  const bySource = new Map<string, FactSource>();
  for (const { label, usdPerHour } of servers)
    for (const source of sourcesOf(label.split(",")[0] ?? label, usdPerHour)) {
      const before = bySource.get(source.href);
      bySource.set(source.href, before ? { ...before, what: `${before.what}, ${source.what}` } : source);
    }
  return [...bySource.values()];
}
