/** What every number of Observe is: measured here, modelled from published figures (with source and date), or counted. */
export type FactId = "requests" | "cold-starts" | "latency" | "billed" | "cost" | "server";
