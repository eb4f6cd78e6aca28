/** What a step can point at, by the names that lessons use; ui/lessons knows where each is on the page. */
export const SPOTS = [
  "editor",
  "deploy",
  "send",
  "request",
  "trigger-source",
  "response",
  "receipt",
  "logs",
  "load",
  "load-start",
  "fleet",
  "tile",
  "keep-alive",
  "clock",
  "explorer",
  "function-settings",
  "services",
  "service",
  "upload",
  "map-tab",
  "observe-tab",
  "vital-signs",
  "server-cost",
] as const;

export type SpotName = (typeof SPOTS)[number];
