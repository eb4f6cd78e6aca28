/** What panels ask of the state. Those that compute give the same reference back until what they computed from changes. */
import { serverPrice, serverUsd } from "../metrics/bill/server-price.ts";
import { costUsd } from "../platform/billing.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import type { AlwaysOnServer, ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { HttpFront, HttpRoute } from "../platform/triggers/http-request.ts";
import { httpFrontOf } from "../project/http-front-of.ts";
import { type Project, type ProjectFunction, projectRoutes } from "../project/schema.ts";
import { derive, deriveFor } from "./derive.ts";
import { isFunctionEdited, isPathEdited } from "./edited.ts";
import { profileOf, serverOf } from "./profile-of.ts";
import { deploymentOf, draftOf, findFunction } from "./project-lookup.ts";
import type { BillSettings, FileRef, RequestDraft, SavedEvent, State } from "./state.ts";

export { profileOf, serverOf } from "./profile-of.ts";
export { deploymentOf, findFunction } from "./project-lookup.ts";

/** Everything of the open project that answers HTTP. */
export const httpFront: (state: State) => HttpFront = derive(
  (state: State) => [state.project.functions, state.project.api],
  (functions: Project["functions"], api: Project["api"]) => httpFrontOf({ functions, api }),
);

/** Every HTTP route of the open project. */
export const allRoutes: (state: State) => readonly HttpRoute[] = derive((state: State) => [state.project.functions], projectRoutes);

export function activeDefinition(state: State): ProjectFunction | undefined {
  return findFunction(state, state.activeFunction);
}

/** The request builder's contents for the active function. */
export function activeDraft(state: State): RequestDraft {
  return draftOf(state, state.activeFunction);
}

export const savedEventsOf: (state: State, functionName?: string) => readonly SavedEvent[] = deriveFor(
  (state: State, functionName) => [state.savedEvents, functionName ?? state.activeFunction],
  (savedEvents, functionName) => savedEvents.filter((each) => each.functionName === functionName),
);

/** Files or settings differ from what is deployed; a function never deployed counts. */
export function isEdited(state: State, functionName: string): boolean {
  const definition = findFunction(state, functionName);
  return definition !== undefined && isFunctionEdited(definition, deploymentOf(state, functionName));
}

export function isFileEdited(state: State, { functionName, path }: FileRef): boolean {
  const definition = findFunction(state, functionName);
  return definition !== undefined && isPathEdited(path, definition, deploymentOf(state, functionName));
}

/** Names, in the project's order. */
export const editedFunctions: (state: State) => readonly string[] = derive(
  (state: State) => [state.project.functions, state.deployments],
  (functions, deployments) =>
    functions.filter((each) => isFunctionEdited(each, deploymentOf({ deployments }, each.name))).map(({ name }) => name),
);

const NO_CONTAINERS: readonly ContainerSnapshot[] = [];

/** In order of birth; a function without containers has an empty list. */
export const containersByFunction: (state: State) => Readonly<Record<string, readonly ContainerSnapshot[]>> = derive(
  (state: State) => [state.platform.containers, state.project.functions],
  (containers, functions) => {
    const byName = new Map<string, ContainerSnapshot[]>();
    for (const container of containers) {
      const known = byName.get(container.functionName);
      if (known) known.push(container);
      else byName.set(container.functionName, [container]);
    }
    const empty = functions.filter(({ name }) => !byName.has(name)).map(({ name }) => [name, NO_CONTAINERS] as const);
    return Object.fromEntries([...byName, ...empty]);
  },
);

export interface Concurrency {
  readonly now: number;
  readonly peak: number;
  /** Where requests begin to be throttled. */
  readonly limit: number;
  readonly limitedBy: "account" | "reserved" | "browser";
}

/** Of one function, or of all. */
export const concurrency: (state: State, functionName?: string) => Concurrency = deriveFor(
  (state: State, functionName) => [
    functionName === undefined ? state.platform.totals : state.platform.totalsByFunction[functionName],
    state.settings,
    functionName === undefined ? undefined : findFunction(state, functionName)?.reservedConcurrency,
  ],
  (totals: PlatformTotals | undefined, settings: PlatformSettings, reserved: number | undefined) => ({
    now: totals?.concurrencyNow ?? 0,
    peak: totals?.concurrencyPeak ?? 0,
    ...lowestLimit(settings, reserved),
  }),
);

function lowestLimit({ accountConcurrency, browserContainerLimit }: PlatformSettings, reserved: number | undefined) {
  const cloud =
    reserved === undefined
      ? ({ limit: accountConcurrency, limitedBy: "account" } as const)
      : ({ limit: reserved, limitedBy: "reserved" } as const);
  return browserContainerLimit < cloud.limit ? ({ limit: browserContainerLimit, limitedBy: "browser" } as const) : cloud;
}

export interface Vitals {
  readonly requests: number;
  readonly errors: number;
  readonly throttles: number;
  /** Cold starts among the requests that ran, 0 to 1; undefined before the first. */
  readonly coldShare: number | undefined;
  /** Over all requests that ran since the platform began; off by at most 1 % of their value. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
  readonly p99Ms: number | undefined;
  readonly billedMs: number;
  readonly billedMbMs: number;
  readonly costUsd: number;
  /** The always-on server over the same time. */
  readonly serverUsd: number | undefined;
  readonly elapsedMs: number;
}

export const vitals: (state: State) => Vitals = derive(
  (state: State) => [
    state.platform.totals,
    state.run?.p50Ms,
    state.run?.p95Ms,
    state.run?.p99Ms,
    profileOf(state),
    serverOf(state),
    state.bill,
    Math.max(0, state.platform.clock.nowMs - state.platform.startedAtMs),
  ],
  (
    totals: PlatformTotals,
    p50Ms: number | undefined,
    p95Ms: number | undefined,
    p99Ms: number | undefined,
    profile: ProviderProfile,
    server: AlwaysOnServer | undefined,
    { freeTier, loadBalancer }: BillSettings,
    elapsedMs: number,
  ) => ({
    requests: totals.invocations + totals.throttles,
    errors: totals.errors,
    throttles: totals.throttles,
    coldShare: totals.invocations === 0 ? undefined : totals.coldStarts / totals.invocations,
    p50Ms,
    p95Ms,
    p99Ms,
    billedMs: totals.billedMs,
    billedMbMs: totals.billedMbMs,
    costUsd: costUsd(totals, profile, { freeTier }),
    serverUsd: server && serverUsd(serverPrice(server, profile, loadBalancer), elapsedMs, totals.requests),
    elapsedMs,
  }),
);
