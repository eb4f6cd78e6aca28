/** What of the network a project may reach: nothing, but for the hosts it names, and answers recorded per host that stand in for it. */

export interface RecordedAnswer {
  readonly host: string;
  /** Any method where absent. */
  readonly method?: string;
  /** What the path begins with; any path where absent. */
  readonly path?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NetworkConfig {
  /** "api.example.com", "localhost:8080": a host without its scheme. A person still confirms each. */
  readonly allowedHosts: readonly string[];
  /** The first that fits answers. */
  readonly recorded: readonly RecordedAnswer[];
}
