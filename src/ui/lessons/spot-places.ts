/**
 * Where each spot of a lesson is on the page, and what is said beside it. The first that can be seen counts: what a spot
 * is itself, then what leads to it.
 */
import type { SpotName } from "../../lessons/spots.ts";
import type { State } from "../../store/state.ts";

export interface SpotPlace {
  readonly selectors: readonly string[];
  readonly name: string;
  readonly says: string;
  /** Where "Show me" leads; absent where it is in every view. */
  readonly view?: State["view"];
  /** On a phone. */
  readonly pane?: State["mobilePane"];
  /** Behind the dock's other side. */
  readonly side?: "explorer";
}

const EXPLORER = ['.lesson-head [data-value="explorer"]', '[aria-label="Open the explorer"]'] as const;
const TRIGGER = { view: "build", pane: "trigger" } as const;
const FLEET = { view: "build", pane: "fleet" } as const;
const IN_EXPLORER = { view: "build", pane: "code", side: "explorer" } as const;

export const SPOT_PLACES: Readonly<Record<SpotName, SpotPlace>> = {
  editor: { selectors: [".centre-editor"], name: "The editor", says: "Write here. Esc leaves it.", view: "build", pane: "code" },
  deploy: { selectors: ['.top [aria-label="Deploy"]'], name: "Deploy", says: "Ctrl S does it too, from anywhere." },
  send: { selectors: [".request-fields .btn.pri"], name: "Send", says: "Ctrl Enter deploys what changed, then sends.", ...TRIGGER },
  request: {
    selectors: [".trigger-left .request", ".trigger .request"],
    name: "The request",
    says: "What the function is asked.",
    ...TRIGGER,
  },
  "trigger-source": { selectors: [".trigger-chips"], name: "Called by", says: "What sends the event.", ...TRIGGER },
  response: { selectors: [".response"], name: "The response", says: "What came back, and what it took.", ...TRIGGER },
  receipt: {
    selectors: ["#response-tab-receipt", ".response"],
    name: "Receipt",
    says: "Where the time went, and what it costs.",
    ...TRIGGER,
  },
  logs: { selectors: ["#response-tab-logs", ".response"], name: "Logs", says: "What the platform and your code wrote.", ...TRIGGER },
  load: { selectors: [".load", "#trigger-tab-load"], name: "Load", says: "Many requests, by a plan.", ...TRIGGER },
  "load-start": { selectors: [".load-head .btn", "#trigger-tab-load"], name: "Start load", says: "Sends the plan’s requests.", ...TRIGGER },
  fleet: { selectors: [".fleet", ".fstrip"], name: "The fleet", says: "Every container, and why it started.", ...FLEET },
  tile: {
    selectors: [".fleet button.tile", ".fleet .t-next", ".fstrip"],
    name: "A container",
    says: "Idle, its wall is the time it has left.",
    ...FLEET,
  },
  "keep-alive": { selectors: [".fleet .keep", ".fstrip"], name: "Keep-alive", says: "How long a container waits idle.", ...FLEET },
  clock: {
    selectors: ['[aria-label="Clock rate while idle"]', '.top [aria-label="More"]'],
    name: "The clock",
    says: "Faster while nothing runs. Alt . and Alt , change it.",
  },
  explorer: { selectors: [".rail", ...EXPLORER], name: "The explorer", says: "Functions, services and settings.", ...IN_EXPLORER },
  "function-settings": {
    selectors: [".rail .settings", ...EXPLORER],
    name: "Settings",
    says: "Of the function that is open; deploy after a change.",
    ...IN_EXPLORER,
  },
  services: {
    selectors: ['.rail [aria-label="Services"]', ...EXPLORER],
    name: "Services",
    says: "Open one to look inside.",
    ...IN_EXPLORER,
  },
  service: {
    selectors: [".service", '.rail [aria-label="Services"]', ...EXPLORER],
    name: "The service",
    says: "What it holds, and what waits in it.",
    ...IN_EXPLORER,
  },
  upload: {
    selectors: [".bucket .service-bar .btn.pri", '.rail [aria-label="Services"]', ...EXPLORER],
    name: "Upload",
    says: "Choose a file, or drop one on the list.",
    ...IN_EXPLORER,
  },
  "map-tab": { selectors: ["#view-tab-map", '.bottom-bar [data-value="map"]'], name: "Map", says: "What calls what. Alt 2." },
  "observe-tab": {
    selectors: ["#view-tab-observe", '.bottom-bar [data-value="observe"]'],
    name: "Observe",
    says: "The run as charts. Alt 3.",
  },
  "vital-signs": {
    selectors: [".status", ".vitals", '.bottom-bar [data-value="observe"]'],
    name: "Vital signs",
    says: "Of the whole run, so far.",
  },
  "server-cost": {
    selectors: ['[aria-label^="Server to compare with"]', '.bottom-bar [data-value="observe"]'],
    name: "The server",
    says: "What one costs that is always on. Choose another here.",
  },
};

export function elementAt({ selectors }: SpotPlace): HTMLElement | undefined {
  for (const selector of selectors) {
    for (const found of document.querySelectorAll<HTMLElement>(selector)) if (found.checkVisibility()) return found;
  }
  return undefined;
}
