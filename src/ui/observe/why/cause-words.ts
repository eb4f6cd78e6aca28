/** What the kinds of causes are called, and the sentences that count them. */
import type { RetryRule, WhyGroup, WhyKind } from "../../../metrics/why/finding.ts";
import type { ReasonKind } from "../../../platform/reasons.ts";
import { counted } from "../../shared/counted.ts";

export const KIND_NAMES: Readonly<Record<WhyKind, string>> = {
  throttle: "Throttled",
  reset: "Processes that ended",
  cold: "Cold starts",
  retry: "Retries",
  eviction: "Evictions",
};

const CAUSES: Readonly<Record<ReasonKind, string>> = {
  "first-start": "first after a deploy",
  "from-zero": "from zero",
  "all-busy": "all containers busy",
  "over-provisioned": "beyond what is provisioned",
  "provisioned-start": "kept ready",
  provisioned: "kept ready",
  reused: "reused",
  "reused-after-reset": "reused after a reset",
  "idle-too-long": "idle too long",
  retired: "replaced by a deploy",
  removed: "function removed",
  killed: "killed by hand",
  "made-room": "made room for another function",
  "over-browser-limit": "over this browser’s limit",
  "reserved-reached": "reserved concurrency reached",
  "account-reached": "account concurrency reached",
  "browser-reached": "this browser’s limit reached",
  "init-failed": "init failed",
  "process-exited": "process exited",
  "init-too-long": "init took too long",
  "timed-out": "timed out",
  "out-of-memory": "out of memory",
  "process-lost": "lost with the browser’s process",
  violation: "broke the runtime’s protocol",
  refused: "refused",
};

const RETRIES: Readonly<Record<RetryRule, string>> = {
  "async-failed": "asynchronous, after a failure",
  "async-throttled": "asynchronous, after a throttle",
  queue: "delivered again by its queue",
  stream: "delivered again by its stream",
};

export function causeOf({ because, rule }: Pick<WhyGroup, "because" | "rule">): string {
  return rule === undefined ? CAUSES[because] : RETRIES[rule];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const NOUNS: Readonly<Record<WhyKind, readonly [one: string, many: string]>> = {
  throttle: ["throttle", "throttles"],
  reset: ["process that ended", "processes that ended"],
  cold: ["cold start", "cold starts"],
  retry: ["retry", "retries"],
  eviction: ["container that ended", "containers that ended"],
};

/** "13 cold starts: 9 all containers busy, in 2 bursts; 3 from zero; 1 first after a deploy." Of one cause alone, no count twice. */
export function kindSentence(kind: WhyKind, groups: readonly WhyGroup[]): string {
  const byCause = new Map<string, { count: number; bursts: number }>();
  for (const group of groups) {
    const before = byCause.get(causeOf(group)) ?? { count: 0, bursts: 0 };
    byCause.set(causeOf(group), { count: before.count + group.count, bursts: before.bursts + group.bursts.length });
  }
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const parts = [...byCause]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([cause, { count, bursts }]) => {
      const share = byCause.size === 1 ? "" : `${count.toLocaleString("en-US")} `;
      return `${share}${cause}${burstWords(count, bursts)}`;
    });
  const [one, many] = NOUNS[kind];
  return `${counted(total, one, many)}: ${parts.join("; ")}.`;
}

/** Only where they come together: of as many bursts as there are of them, it says nothing. */
export function burstWords(count: number, bursts: number): string {
  return bursts === 0 || bursts === count ? "" : `, in ${counted(bursts, "burst")}`;
}

/** After "9 of 13 cold starts came ". */
export function cameWords({ because, rule, functionName }: Pick<WhyGroup, "because" | "rule" | "functionName">): string {
  switch (rule) {
    case "async-failed":
      return `after a failure of ${functionName}`;
    case "async-throttled":
      return `after ${functionName} was throttled`;
    case "queue":
    case "stream":
      return `as a ${rule} delivered to ${functionName} again`;
    default:
      return (CAME[because] ?? ((name) => `from ${name}, ${CAUSES[because]}`))(functionName);
  }
}

const CAME: Readonly<Partial<Record<ReasonKind, (name: string) => string>>> = {
  "first-start": (name) => `as ${name} was just deployed`,
  "from-zero": (name) => `as ${name} had scaled to zero`,
  "all-busy": (name) => `because all containers of ${name} were busy`,
  "over-provisioned": (name) => `beyond what is provisioned for ${name}`,
  "reserved-reached": (name) => `because the reserved concurrency of ${name} was reached`,
  "account-reached": (name) => `because the account’s concurrency was reached, at ${name}`,
  "browser-reached": (name) => `because this browser holds no more containers, at ${name}`,
  "timed-out": (name) => `to it by the time limit of ${name}`,
  "out-of-memory": (name) => `to it by the memory limit of ${name}`,
  "init-failed": (name) => `to it by an error in the init of ${name}`,
  "process-exited": (name) => `to it by an exit in ${name}`,
};

export function kindNoun(kind: WhyKind, count: number): string {
  const [one, many] = NOUNS[kind];
  return count === 1 ? one : many;
}
