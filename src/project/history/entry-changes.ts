/** What differs between two states of a function, without their texts. */
import type { HashedFunction } from "./history-entry.ts";

export interface EntryChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** A file of the one text under another name. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  readonly settings: readonly SettingChange[];
}

export interface SettingChange {
  /** "memory", "environment: TABLE" */
  readonly name: string;
  /** Undefined: it was not set. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function changesBetween(before: HashedFunction | undefined, after: HashedFunction): EntryChanges {
  const [was, is] = [before?.hashes ?? {}, after.hashes];
  const gone = Object.keys(was).filter((path) => is[path] === undefined);
  const came = Object.keys(is).filter((path) => was[path] === undefined);
  const moved = gone.flatMap((from) => {
    const to = came.find((path) => is[path] === was[from]);
    return to === undefined ? [] : [{ from, to }];
  });
  return {
    added: came.filter((path) => !moved.some(({ to }) => to === path)),
    removed: gone.filter((path) => !moved.some(({ from }) => from === path)),
    changed: Object.keys(is).filter((path) => was[path] !== undefined && was[path] !== is[path]),
    moved,
    settings: before ? settingsBetween(before, after) : [],
  };
}

type Shown = Readonly<Record<string, string | undefined>>;

function settingsBetween(before: HashedFunction, after: HashedFunction): readonly SettingChange[] {
  const [was, is] = [shownSettings(before), shownSettings(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.filter((name) => was[name] !== is[name]).map((name) => ({ name, before: was[name], after: is[name] }));
}

function shownSettings(definition: HashedFunction): Shown {
  const { memoryMb, timeoutMs, nodeRuntime, handler, environment, reservedConcurrency, provisionedConcurrency } = definition;
  const { logFormat, asyncInvocation, runtime } = definition;
  const variables = Object.entries(environment).map(([name, value]) => [`environment: ${name}`, value] as const);
  return {
    memory: `${memoryMb} MB`,
    timeout: `${timeoutMs / 1_000} s`,
    language: runtime,
    runtime: nodeRuntime,
    handler,
    "reserved concurrency": numberText(reservedConcurrency),
    "provisioned concurrency": numberText(provisionedConcurrency),
    "log format": logFormat,
    "asynchronous invocation": JSON.stringify(asyncInvocation),
    ...Object.fromEntries(variables),
  };
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
