/** What a step's check is shown of the person's own run. Replayed, imported and shared runs are no part of it. */
import type { Look, Seen, SeenDeployment } from "../../lessons/checks.ts";
import { serverPrice, serverUsd } from "../../metrics/bill/server-price.ts";
import { costUsd } from "../../platform/billing.ts";
import { isEdited, profileOf, serverOf } from "../selectors.ts";
import type { DeploymentView, State } from "../state.ts";
import { itemsSince, notesSince, type StepMark } from "./step-mark.ts";

export function seenSince(mark: StepMark, looked: ReadonlySet<Look>, guess: number | undefined, state: State): Seen {
  const { platform, project, settings, deployments, services, invocations, invocationsDropped, run, load, bill } = state;
  const profile = profileOf(state);
  const server = serverOf(state);
  const { nowMs, rate } = platform.clock;
  const { totals, startedAtMs } = platform;
  const elapsedMs = Math.max(0, nowMs - startedAtMs);
  return {
    ...{ nowMs, sinceMs: mark.sinceMs, project, settings, services, looked, guess, bill },
    deployments: Object.fromEntries(Object.entries(deployments).map(([name, each]) => [name, seenDeployment(state, name, each)])),
    containers: platform.containers,
    requests: itemsSince({ items: invocations, dropped: invocationsDropped }, mark.requests),
    allRequests: invocations,
    fleet: run ? notesSince(run.fleet, mark.fleet, mark.sinceMs) : [],
    events: run ? notesSince(run.events, mark.events, mark.sinceMs) : [],
    load: load.report === mark.load ? undefined : load.report,
    clockRate: rate,
    functionsUsd: costUsd(totals, profile, { freeTier: false }),
    serverUsd: server ? serverUsd(serverPrice(server, profile, bill.loadBalancer), elapsedMs, totals.requests) : 0,
  };
}

function seenDeployment(state: State, name: string, { status, version, packageBytes }: DeploymentView): SeenDeployment {
  return {
    status,
    edited: isEdited(state, name),
    ...(version === undefined ? {} : { version }),
    ...(packageBytes === undefined ? {} : { packageBytes }),
  };
}
