/**
 * Why containers ended, and why processes in them did. An eviction is held against the cold start that followed: one that
 * nothing followed cost nothing, as nobody is billed for an idle container.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { ReasonKind } from "../../platform/reasons.ts";
import { type Finding, groupKey, type Remedy, type WhyGroup } from "./finding.ts";
import type { EndedNote, FunctionFleet, StartedNote } from "./fleet-index.ts";
import { memoryIn } from "./platform-words.ts";
import type { RunFacts } from "./run-facts.ts";

type ResetNote = Extract<FleetNote, { type: "reset" }>;

const BEFORE_MS = 1_000;

export function endingGroups(facts: RunFacts, isAll: boolean): readonly WhyGroup[] {
  const evictions = new Map<string, EndedNote[]>();
  const resets = new Map<string, (EndedNote | ResetNote)[]>();
  for (const note of facts.run.history.fleet.items) {
    if (note.type !== "ended" && note.type !== "reset") continue;
    if (!facts.isInStretch(note.atMs) || !(isAll || facts.isChosen(note.containerId))) continue;
    const { because, functionName } = note;
    if (note.type === "ended" && note.how === "evicted") listIn(evictions, groupKey("eviction", because, functionName)).push(note);
    else listIn(resets, groupKey("reset", because, functionName)).push(note);
  }
  const followers = new Map(
    [...evictions.values()].map(([first]) => [first?.functionName ?? "", followersOf(facts.fleet.of(first?.functionName ?? ""))]),
  );
  return [
    ...[...evictions].map(([key, notes]) => evictionGroup(key, notes, followers.get(notes[0]?.functionName ?? "") ?? new Map(), facts)),
    ...[...resets].map(([key, notes]) => resetGroup(key, notes, facts)),
  ];
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const fresh: T[] = [];
  lists.set(key, fresh);
  return fresh;
}

/** Each start that a request waited for takes the container that ended last before it and was not taken yet. */
function followersOf({ started, ended }: FunctionFleet): ReadonlyMap<string, StartedNote> {
  const followers = new Map<string, StartedNote>();
  const free: EndedNote[] = [];
  let end = 0;
  for (const start of started) {
    for (; end < ended.length; end += 1) {
      const note = ended[end];
      if (!note || note.atMs > start.atMs) break;
      if (note.how === "evicted" && note.because !== "removed") free.push(note);
    }
    if (start.because === "provisioned-start") continue;
    const kept = free.pop();
    if (kept) followers.set(kept.containerId, start);
  }
  return followers;
}

function evictionGroup(key: string, notes: readonly EndedNote[], followers: ReadonlyMap<string, StartedNote>, facts: RunFacts): WhyGroup {
  const newest = notes.at(-1);
  const because = newest?.because ?? "idle-too-long";
  return {
    key,
    kind: "eviction",
    because,
    functionName: newest?.functionName ?? "",
    count: notes.length,
    bursts: [],
    lostMs: 0,
    p99WithoutMs: undefined,
    remedy: evictionRemedy(because, notes, followers, facts),
    finding: (place) => evictionFinding(noteAt(notes, place), followers, facts),
  };
}

function noteAt<T>(notes: readonly T[], newest: number): T {
  const note = notes[notes.length - 1 - newest];
  if (!note) throw new RangeError(`There is no note ${newest} of ${notes.length}.`);
  return note;
}

function evictionRemedy(
  because: ReasonKind,
  notes: readonly EndedNote[],
  followers: ReadonlyMap<string, StartedNote>,
  facts: RunFacts,
): Remedy {
  const followed = notes.filter(({ containerId }) => followers.has(containerId));
  switch (because) {
    case "killed":
      return { type: "not-by-hand", followed: followed.length };
    case "retired":
    case "removed":
      return { type: "fewer-deploys", followed: followed.length };
    case "made-room":
    case "over-browser-limit":
      return { type: "more-room", followed: followed.length };
    default: {
      const lifetimes = followed.flatMap((note) => lifetimeOf(note, followers.get(note.containerId), facts) ?? []);
      const longest = lifetimes.reduce((most, each) => Math.max(most, each), 0);
      return { type: "longer-life", followed: followed.length, lifetimeMs: lifetimes.length === 0 ? undefined : longest };
    }
  }
}

/** How long after its last request it would have been wanted again. */
function lifetimeOf({ containerId }: EndedNote, next: StartedNote | undefined, facts: RunFacts): number | undefined {
  const lastMs = facts.lastEndMs(containerId);
  return next === undefined || lastMs === undefined ? undefined : next.atMs - lastMs;
}

function evictionFinding(note: EndedNote, followers: ReadonlyMap<string, StartedNote>, facts: RunFacts): Finding {
  const { atMs, containerId, functionName, version, reason } = note;
  const lastMs = facts.lastEndMs(containerId);
  const next = followers.get(containerId);
  const row = lastMs === undefined ? undefined : facts.rowEnding(containerId, lastMs);
  return {
    key: `eviction ${containerId}`,
    kind: "eviction",
    atMs,
    functionName,
    version,
    containerId,
    reason,
    lostMs: undefined,
    request: row && { requestId: row.requestId, arrivedAtMs: row.arrivedAtMs },
    fromMs: (lastMs ?? atMs) - BEFORE_MS,
    toMs: (next?.atMs ?? atMs) + BEFORE_MS,
    explanation: {
      type: "eviction",
      idleMs: lastMs === undefined ? undefined : Math.max(0, atMs - lastMs),
      next: next && { containerId: next.containerId, afterMs: next.atMs - atMs },
      lifetimeMs: lifetimeOf(note, next, facts),
    },
  };
}

function resetGroup(key: string, notes: readonly (EndedNote | ResetNote)[], facts: RunFacts): WhyGroup {
  const newest = noteAt(notes, 0);
  return {
    key,
    kind: "reset",
    because: newest.because,
    functionName: newest.functionName,
    count: notes.length,
    bursts: [],
    lostMs: 0,
    p99WithoutMs: undefined,
    remedy: resetRemedy(newest, facts),
    finding: (place) => resetFinding(noteAt(notes, place), facts),
  };
}

function resetRemedy({ because, functionName, atMs, reason }: EndedNote | ResetNote, facts: RunFacts): Remedy {
  if (because === "timed-out")
    return {
      type: "more-time",
      timeoutMs: facts.fleet.deployedAt(functionName, atMs)?.timeoutMs,
      longestOkMs: facts.longestOkMs(functionName),
    };
  if (because === "out-of-memory" || because === "process-lost") {
    const { usedMb, limitMb } = because === "out-of-memory" ? (memoryIn(reason) ?? {}) : {};
    return { type: "more-memory", usedMb, limitMb };
  }
  return { type: "fix-code" };
}

function resetFinding(note: EndedNote | ResetNote, facts: RunFacts): Finding {
  const { atMs, containerId, functionName, version, reason, because } = note;
  const row = facts.rowEnding(containerId, atMs);
  return {
    key: `reset ${containerId} ${atMs}`,
    kind: "reset",
    atMs,
    functionName,
    version,
    containerId,
    reason,
    lostMs: undefined,
    request: row && { requestId: row.requestId, arrivedAtMs: row.arrivedAtMs },
    fromMs: (row?.arrivedAtMs ?? atMs) - BEFORE_MS,
    toMs: atMs + BEFORE_MS,
    explanation: {
      type: "reset",
      timeoutMs: because === "timed-out" ? facts.fleet.deployedAt(functionName, atMs)?.timeoutMs : undefined,
      longestOkMs: because === "timed-out" ? facts.longestOkMs(functionName) : undefined,
      memory: because === "out-of-memory" ? memoryIn(reason) : undefined,
      error: row && facts.errorOf(row),
    },
  };
}
