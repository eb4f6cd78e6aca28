/**
 * The page's one store: plain state, and intents as the only way to change it. It holds what a person works on and a
 * view of the platform; it decides nothing of the platform's and knows nobody who runs, builds or saves anything: that
 * is behind the port.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { Project } from "../project/schema.ts";
import { starterProject } from "../project/starter.ts";
import { createDeploySlice } from "./deploy-slice.ts";
import { DEFAULT_BILL, initialState } from "./initial-state.ts";
import type { Coldstart } from "./intents.ts";
import { createLoadSlice } from "./load-slice.ts";
import { createPlatformSlice } from "./platform-slice.ts";
import type { PlatformPort } from "./ports.ts";
import { createProjectSlice } from "./project-slice.ts";
import type { Reach } from "./reach.ts";
import { createReportSlice } from "./report-slice.ts";
import { createRequestSlice } from "./request-slice.ts";
import { createServicesSlice } from "./services-slice.ts";
import { Span } from "./span.ts";
import type { BillSettings } from "./state.ts";
import { createViewSlice } from "./view-slice.ts";

export interface StoreOptions {
  readonly settings: PlatformSettings;
  /** The starter project unless told otherwise. */
  readonly project?: Project;
  readonly bill?: BillSettings;
}

export function createColdstartStore(
  port: PlatformPort,
  { settings, project = starterProject(), bill = DEFAULT_BILL }: StoreOptions,
): StoreApi<Coldstart> {
  return createStore<Coldstart>()((set, get) => {
    const spans = { builds: new Span(), sends: new Span(), load: new Span() };
    const reach: Reach = { port, spans, get, set: (change) => set(change) };
    return {
      ...initialState({ project, settings, bill, nowMs: port.nowMs() }),
      intents: {
        ...createProjectSlice(reach),
        ...createDeploySlice(reach),
        ...createRequestSlice(reach),
        ...createLoadSlice(reach),
        ...createPlatformSlice(reach),
        ...createServicesSlice(reach),
        ...createViewSlice(reach),
        ...createReportSlice(reach),
      },
    };
  });
}
