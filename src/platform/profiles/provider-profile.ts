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
}

export interface ProviderProfile {
  readonly id: "aws-lambda";
  readonly label: string;
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
    readonly syncPayloadBytes: number;
    readonly environmentBytes: number;
    readonly initTimeoutMs: number;
  };
  readonly prices: {
    readonly tiers: Sourced<readonly PriceTier[]>;
    readonly usdPerMillionRequests: Sourced;
    readonly freeRequestsPerMonth: Sourced;
    readonly freeGbSecondsPerMonth: Sourced;
    /** Environments held ready: for being held, and for what runs in them. Nothing of it is free. */
    readonly provisioned: Sourced<{ readonly heldUsdPerGbSecond: number; readonly runUsdPerGbSecond: number }>;
  };
  /** What a REPORT of a hello-world shows: the runtime's own footprint, which a browser does not have. */
  readonly runtimeFootprintMb: Sourced;
  /** Quantiles of a cold start's init, hello world: [p, ms] pairs rising in p. For the forecast and for comparison. */
  readonly coldInitQuantilesMs: Sourced<readonly (readonly [number, number])[]>;
  /** Quantiles of what a cold start adds before init (environment creation, code download). Modelled. */
  readonly provisioningQuantilesMs: Sourced<readonly (readonly [number, number])[]>;
  readonly servers: readonly AlwaysOnServer[];
  /** In front of a server, where one is wanted. `usdPerUnitHour`: for what passes through it (new connections, bytes, rules). */
  readonly loadBalancer: { readonly label: string; readonly usdPerHour: Sourced; readonly usdPerUnitHour: Sourced };
}
