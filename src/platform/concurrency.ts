/** Which limit refuses one more concurrent execution. */
import type { Fleet, FunctionState } from "./fleet.ts";
import { type Reason, reasons } from "./reasons.ts";

/** In words; undefined where there is room. https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
export function concurrencyRefusal(state: FunctionState, fleet: Fleet, accountConcurrency: number): Reason | undefined {
  const { reservedConcurrency, provisionedConcurrency = 0 } = state.config;
  if (reservedConcurrency !== undefined && state.inFlight >= reservedConcurrency) return reasons.reservedReached(reservedConcurrency);
  if (fleet.inFlight() >= accountConcurrency) return reasons.accountReached(accountConcurrency, accountConcurrency);
  if (reservedConcurrency !== undefined || state.inFlight < provisionedConcurrency) return undefined;
  const unreserved = Math.max(0, accountConcurrency - fleet.reservedTotal());
  return fleet.unreservedInUse() >= unreserved ? reasons.accountReached(unreserved, accountConcurrency) : undefined;
}
