/** What differs from one cloud to the next: prices, limits, words. Every number carries its source and date. */

/** A number taken from a provider or a study, never from us. */
export interface Sourced<T = number> {
  readonly value: T;
  readonly source: string;
  readonly asOf: string;
}

export interface PriceTier {
  /** GB-seconds a month up to which this price holds; Infinity for the last. */
  readonly upToGbSeconds: number;
  readonly usdPerGbSecond: number;
}

/** An always-on machine to hold the bill against. */
export interface AlwaysOnServer {
  readonly id: string;
  readonly label: string;
  readonly usdPerHour: Sourced;
  /** What stands before it: the profile's load balancer, one that its price includes, or one whose price is not known here. */
  readonly balancing: "load-balancer" | "included" | "unknown";
}

/** In front of a server, where one is wanted. What it carries is paid in units: of new connections here, as bytes and rules are not known. */
export interface LoadBalancer {
  readonly label: string;
  readonly usdPerHour: Sourced;
  readonly usdPerUnitHour: Sourced;
  readonly newConnectionsPerSecondOfUnit: Sourced;
  /** One in each of the zones that it needs at least. */
  readonly publicAddresses: Sourced;
  readonly usdPerAddressHour: Sourced;
}

export type ProfileId = "aws-lambda" | "azure-functions" | "google-cloud" | "cloudflare-workers";

/** How a run becomes what is billed. */
export interface BillingRule {
  /** The whole time, or that of the processor alone. */
  readonly time: "wall" | "cpu";
  /** Time is rounded up to the next step, and is at least `leastMs`. */
  readonly stepMs: number;
  readonly leastMs: number;
  /** Memory is rounded up to the next step, within bounds; absent where it is billed as configured. */
  readonly memory?: { readonly stepMb: number; readonly leastMb: number; readonly mostMb: number };
  /** Is init billed: as the platform's settings say, always, or never? */
  readonly init: "as-set" | "always" | "never";
}

/** vCPUs that an amount of memory comes with: [MB, vCPU] pairs rising in MB. */
export type CpuTable = readonly (readonly [number, number])[];

export interface ProviderProfile {
  readonly id: ProfileId;
  readonly label: string;
  /** What of it is simplified here, in words; absent where nothing is that the page does not say elsewhere. */
  readonly simplified?: readonly string[];
  readonly billing: Sourced<BillingRule>;
  readonly cpuByMemory: Sourced<CpuTable>;
  readonly defaults: {
    readonly memoryMb: number;
    readonly timeoutMs: number;
    readonly accountConcurrency: number;
    readonly idleLifetimeMs: number;
  };
  readonly limits: {
    readonly minMemoryMb: number;
    readonly maxMemoryMb: number;
    readonly maxTimeoutMs: number;
    readonly initTimeoutMs: number;
  };
  readonly prices: {
    readonly tiers: Sourced<readonly PriceTier[]>;
    readonly usdPerMillionRequests: Sourced;
    readonly freeRequestsPerMonth: Sourced;
    readonly freeGbSecondsPerMonth: Sourced;
    /** Where processors are billed by themselves. */
    readonly usdPerCpuSecond?: Sourced;
    readonly freeCpuSecondsPerMonth?: Sourced;
    /** Paid whatever is used; what is free comes with it. */
    readonly usdPerMonth?: Sourced;
    /** Absent where nothing is held ready. Environments held ready: for being held, and for what runs in them. Nothing of it is free. */
    readonly provisioned?: Sourced<{ readonly heldUsdPerGbSecond: number; readonly runUsdPerGbSecond: number }>;
  };
  /** What a REPORT of a hello-world shows: the runtime's own footprint, which a browser does not have. */
  readonly runtimeFootprintMb: Sourced;
  /** Quantiles of a cold start's init, hello world: [p, ms] pairs rising in p. For the forecast and for comparison. */
  readonly coldInitQuantilesMs: Sourced<readonly (readonly [number, number])[]>;
  /** Quantiles of what a cold start adds before init (environment creation, code download). Modelled. */
  readonly provisioningQuantilesMs: Sourced<readonly (readonly [number, number])[]>;
  readonly servers: readonly AlwaysOnServer[];
  readonly loadBalancer: LoadBalancer;
}
