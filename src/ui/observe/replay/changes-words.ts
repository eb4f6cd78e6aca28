/** What a modelled replay changes, in words: the name of its run, and the beginning of the sentence about it. */
import type { Recording } from "../../../metrics/replay/recording.ts";
import type { FunctionChanges, ReplayChanges } from "../../../metrics/replay/replay-changes.ts";
import { formatMs } from "../../shared/format.ts";

/** One each; nothing where all is as it was recorded. */
export function changeWords({ profile, settings = {}, functions = {}, cpuBoundShare }: ReplayChanges): readonly string[] {
  const { idleLifetimeMs, accountConcurrency, billInit } = settings;
  return [
    ...(profile ? [profile.label] : []),
    ...(idleLifetimeMs === undefined ? [] : [`idle lifetime ${formatMs(idleLifetimeMs)}`]),
    ...(accountConcurrency === undefined ? [] : [`account concurrency ${accountConcurrency.toLocaleString("en-US")}`]),
    ...(billInit === undefined ? [] : [billInit ? "init billed" : "init not billed"]),
    ...Object.entries(functions).flatMap(([name, change]) => functionWords(name, change)),
    ...(cpuBoundShare === undefined || cpuBoundShare === 0 ? [] : [`${Math.round(cpuBoundShare * 100)} % computing`]),
  ];
}

function functionWords(name: string, { memoryMb, reservedConcurrency, provisionedConcurrency }: FunctionChanges): readonly string[] {
  return [
    ...(memoryMb === undefined ? [] : [`${name} ${memoryMb.toLocaleString("en-US")} MB`]),
    ...(reservedConcurrency === undefined
      ? []
      : [reservedConcurrency === null ? `${name} without reservation` : `${name} reserved ${reservedConcurrency}`]),
    ...(provisionedConcurrency === undefined
      ? []
      : [provisionedConcurrency === null ? `${name} without provisioned` : `${name} provisioned ${provisionedConcurrency}`]),
  ];
}

/** Only what differs from what was recorded: a value set back is no change. */
export function effectiveChanges(changes: ReplayChanges, { settings, functions }: Recording): ReplayChanges {
  const { profile } = changes;
  const given = {
    accountConcurrency: profile?.defaults.accountConcurrency ?? settings.accountConcurrency,
    idleLifetimeMs: profile?.defaults.idleLifetimeMs ?? settings.idleLifetimeMs,
    billInit: settings.billInit,
  };
  const kept = Object.entries(changes.settings ?? {}).filter(([key, value]) => value !== given[key as keyof typeof given]);
  const changed = functions.flatMap(({ name, memoryMb, reservedConcurrency, provisionedConcurrency }) => {
    const was: Readonly<Record<string, number | null>> = {
      memoryMb,
      reservedConcurrency: reservedConcurrency ?? null,
      provisionedConcurrency: provisionedConcurrency ?? null,
    };
    const fields = Object.entries(changes.functions?.[name] ?? {}).filter(([key, value]) => value !== was[key]);
    return fields.length === 0 ? [] : [[name, Object.fromEntries(fields)] as const];
  });
  return {
    ...(profile ? { profile } : {}),
    ...(kept.length === 0 ? {} : { settings: Object.fromEntries(kept) }),
    ...(changed.length === 0 ? {} : { functions: Object.fromEntries(changed) }),
    ...(changes.cpuBoundShare ? { cpuBoundShare: changes.cpuBoundShare } : {}),
  };
}

export function modelName(changes: ReplayChanges): string {
  const words = changeWords(changes);
  return words.length === 0 ? "Model as recorded" : `Model with ${words.join(", ")}`;
}
