/**
 * What a replay runs with: the recorded settings and functions, with what is changed. What the provider does not offer or
 * allow is brought within its bounds here, and said in words.
 */
import { vcpusOf } from "../../platform/billing.ts";
import type { FunctionConfig, PlatformSettings } from "../../platform/function-config.ts";
import { PROFILES } from "../../platform/profiles/profiles.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import type { RecordedFunction, Recording } from "./recording.ts";
import type { ReplayChanges } from "./replay-changes.ts";

export interface ReplayPlan {
  readonly profile: ProviderProfile;
  /** Another provider than was recorded: its cold starts are its own. */
  readonly isElsewhere: boolean;
  readonly settings: PlatformSettings;
  readonly configs: readonly FunctionConfig[];
  /** By function: what the handler's time is multiplied by. */
  readonly slower: ReadonlyMap<string, number>;
  readonly seed: number;
}

/** On another provider, what a browser holds is no limit. */
const NO_BROWSER = 1_000_000;

export function planReplay(recording: Recording, changes: ReplayChanges): ReplayPlan {
  const profile = changes.profile ?? PROFILES[recording.profileId];
  const isElsewhere = profile.id !== recording.profileId;
  const { idleLifetimeMs, accountConcurrency } = profile.defaults;
  const elsewhere = isElsewhere ? { idleLifetimeMs, accountConcurrency, browserContainerLimit: NO_BROWSER } : {};
  const functions = functionsOf(recording, profile);
  return {
    profile,
    isElsewhere,
    settings: { ...recording.settings, ...elsewhere, ...changes.settings },
    configs: functions.map((recorded) => configOf(recorded, changes, profile)),
    slower: new Map(functions.map((recorded) => [recorded.name, slowdown(recorded, changes, profile)])),
    seed: changes.seed ?? recording.seed,
  };
}

/** Those of which the recording tells nothing have the provider's defaults. */
function functionsOf({ functions, arrivals }: Recording, { defaults }: ProviderProfile): readonly RecordedFunction[] {
  const known = new Map(functions.map((each) => [each.name, each]));
  const { memoryMb, timeoutMs } = defaults;
  for (const { functionName: name } of arrivals) if (!known.has(name)) known.set(name, { name, version: "1", memoryMb, timeoutMs });
  return [...known.values()];
}

function configOf(recorded: RecordedFunction, changes: ReplayChanges, profile: ProviderProfile): FunctionConfig {
  const { name, version } = recorded;
  const change = changes.functions?.[name] ?? {};
  const reserved = orKept(change.reservedConcurrency, recorded.reservedConcurrency);
  const provisioned = profile.prices.provisioned ? orKept(change.provisionedConcurrency, recorded.provisionedConcurrency) : undefined;
  return {
    name,
    version,
    runtime: "nodejs22.x",
    memoryMb: memoryOf(recorded, changes, profile),
    timeoutMs: Math.min(change.timeoutMs ?? recorded.timeoutMs, profile.limits.maxTimeoutMs),
    packageBytes: 0,
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    ...(provisioned === undefined ? {} : { provisionedConcurrency: provisioned }),
    ...(changes.cpuBoundShare === undefined ? {} : { cpuBoundShare: shareOf(changes) }),
  };
}

function orKept(changed: number | null | undefined, recorded: number | undefined): number | undefined {
  return changed === undefined ? recorded : (changed ?? undefined);
}

function memoryOf({ name, memoryMb }: RecordedFunction, { functions }: ReplayChanges, { limits }: ProviderProfile): number {
  return Math.min(limits.maxMemoryMb, Math.max(limits.minMemoryMb, functions?.[name]?.memoryMb ?? memoryMb));
}

function shareOf({ cpuBoundShare = 0 }: ReplayChanges): number {
  return Math.min(1, Math.max(0, cpuBoundShare));
}

/**
 * Modelled: what computes takes its time in inverse proportion to the vCPUs that its memory comes with, up to one, as a
 * handler runs on one thread; what waits takes as long as it did. From one provider to another nothing is scaled.
 */
function slowdown(recorded: RecordedFunction, changes: ReplayChanges, profile: ProviderProfile): number {
  const share = shareOf(changes);
  const speed = (memoryMb: number) => Math.min(1, vcpusOf(memoryMb, profile.cpuByMemory.value));
  return 1 - share + (share * speed(recorded.memoryMb)) / speed(memoryOf(recorded, changes, profile));
}

/** What is assumed in a replay of this with these changes, in words for the person. */
export function assumptionsOf(recording: Recording, changes: ReplayChanges): readonly string[] {
  const { profile, isElsewhere, configs, slower } = planReplay(recording, changes);
  const said = [
    "Modelled: no code runs. Every arrival comes when it was recorded and its handler takes as long as it did.",
    isElsewhere
      ? `Cold starts are drawn from published ones of a small function on ${profile.label}: ${profile.coldInitQuantilesMs.source}.`
      : "An arrival that is cold again takes its own init; other cold starts are drawn from the recorded ones of its function, or from published ones where none was recorded.",
    "No container is running when it begins. Deploys, kills and changed settings within the recording are left out, and a throttled event is not tried again.",
    ...(recording.assumed ?? []),
  ];
  if ([...slower.values()].some((factor) => factor !== 1))
    said.push(
      `The share of a handler that computes is scaled with the vCPUs that memory comes with, up to one: ${profile.cpuByMemory.source}.`,
    );
  for (const { name, memoryMb } of configs) {
    const wanted = changes.functions?.[name]?.memoryMb ?? recording.functions.find((each) => each.name === name)?.memoryMb ?? memoryMb;
    if (wanted !== memoryMb) said.push(`${name} has ${memoryMb} MB: ${profile.label} does not offer ${wanted} MB.`);
  }
  const provisions = configs.some(({ name }) => {
    const recorded = recording.functions.find((each) => each.name === name)?.provisionedConcurrency;
    return (orKept(changes.functions?.[name]?.provisionedConcurrency, recorded) ?? 0) > 0;
  });
  if (provisions && !profile.prices.provisioned) said.push(`Nothing is provisioned: ${profile.label} is modelled without it.`);
  return isElsewhere ? [...said, ...(profile.simplified ?? [])] : said;
}
