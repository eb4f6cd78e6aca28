/** What the frame says to the page, on the control port. Parsed like everything that comes from that realm. */

export type FromFrame =
  | { readonly type: "ready"; readonly protocol: number; readonly freezeMode: "blocking" | "held-timers" }
  | { readonly type: "pong"; readonly serial: number }
  /** A worker that could not even start (its script was refused). */
  | { readonly type: "container-broken"; readonly containerId: string; readonly message: string }
  | { readonly type: "memory-measured"; readonly bytes: readonly (readonly [containerId: string, bytes: number])[] };
