/** What can be asked of a request, by key: names, other names that people know, and a line of help for each. */
export type QueryKeyKind = "name" | "choice" | "amount" | "moment" | "id" | "text";

export type QueryKeyName =
  | "function"
  | "version"
  | "status"
  | "cold"
  | "start"
  | "container"
  | "trigger"
  | "reason"
  | "request"
  | "duration"
  | "init"
  | "provision"
  | "queue"
  | "latency"
  | "billed"
  | "memory"
  | "after"
  | "before"
  | "level"
  | "log";

export interface QueryKey {
  readonly name: QueryKeyName;
  readonly kind: QueryKeyKind;
  readonly also: readonly string[];
  /** What it asks. */
  readonly help: string;
  /** A term that works. */
  readonly example: string;
}

const key = (name: QueryKeyName, kind: QueryKeyKind, help: string, example: string, ...also: string[]): QueryKey => ({
  name,
  kind,
  also,
  help,
  example,
});

export const QUERY_KEYS: readonly QueryKey[] = [
  key("function", "name", "By name; * stands for any letters", "function:resize", "fn", "func", "name", "service"),
  key("status", "choice", "How it ended; failed is all that is not ok", "status:error,timeout", "is", "outcome"),
  key("cold", "choice", "Waited for a new container, or was served by one that was idle", "cold:true", "coldstart", "cold-start"),
  key("start", "choice", "Cold, warm, or none where it was throttled", "start:cold"),
  key("duration", "amount", "Time of the handler, in ms", "duration:>200", "run", "took", "durationms"),
  key("latency", "amount", "All its time on the platform, in ms", "latency:100..500", "total"),
  key("init", "amount", "Time to load the module, in ms", "init:>=50", "initms"),
  key("billed", "amount", "Billed time, in ms", "billed:<5", "billedms"),
  key("provision", "amount", "Time to get a machine, modelled, in ms", "provision:>0"),
  key("queue", "amount", "Time it waited for a container, in ms", "queue:>0", "wait"),
  key("memory", "amount", "Memory of its function, in MB", "memory:512", "mb", "memorymb"),
  key("container", "name", "By id; none where it reached none", "container:c-03", "env"),
  key("version", "name", "Of its function", "version:3", "v"),
  key("trigger", "choice", "What asked for it", "trigger:queue", "source", "by"),
  key("reason", "name", "Why it was cold, warm or throttled", "reason:all-busy", "because", "why"),
  key("request", "id", "By the beginning of its id", "request:8476a536", "id", "requestid", "request-id"),
  key("after", "moment", "Ended at this moment or later, UTC", "after:14:02:10", "since", "from"),
  key("before", "moment", "Ended before this moment, UTC", "before:14:03", "until", "to"),
  key("level", "choice", "Wrote a line of this level; in Logs, those lines", "level:warn", "severity"),
  key("log", "text", "Its log has this text, where the log is kept", 'log:"timed out"', "message", "text"),
];

const BY_NAME: ReadonlyMap<string, QueryKey> = new Map(
  QUERY_KEYS.flatMap((each) => [each.name, ...each.also].map((name) => [name, each] as const)),
);

export function findKey(typed: string): QueryKey | undefined {
  return BY_NAME.get(typed.toLowerCase());
}

/** The key that was likely meant: it begins alike, or differs by a letter or two. */
export function nearestOf(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  const near = names
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, far }) => far <= Math.max(1, Math.floor(name.length / 3)) || (wanted.length > 1 && name.toLowerCase().startsWith(wanted)),
    )
    .sort((a, b) => a.far - b.far);
  return near[0]?.name;
}

export function nearestKey(typed: string): QueryKey | undefined {
  const name = nearestOf(typed, [...BY_NAME.keys()]);
  return name === undefined ? undefined : BY_NAME.get(name);
}

/** Letters to change, add or take away; texts beyond 40 letters are far from everything. */
function distance(a: string, b: string): number {
  if (a.length > 40 || b.length > 40) return 40;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 40;
}
