/**
 * Whether anything of the open set-up may run. While somebody else's is open and not trusted, each method that runs
 * something (code, a build with its plug-ins, a service that events come from) is refused here, whoever calls it: the
 * page, the console handle, an embedding page, a real address. A method that nobody classified does not compile.
 */
import type { Problem } from "./platform/results.ts";
import type { PlatformPort, ReplayPort } from "./store/ports.ts";
import { ProblemError } from "./store/problem.ts";
import type { State } from "./store/state.ts";

/** "runs" is refused while the set-up is not trusted; "free" only looks, keeps bytes, ends something or turns a dial. */
export type Rule = "runs" | "free";

/** What runs something answers with a promise, which can be refused. */
type Rules<T> = { readonly [K in keyof T]: T[K] extends (...asked: never[]) => Promise<unknown> ? Rule : "free" };

export const PORT_RULES: Rules<PlatformPort> = {
  deploy: "runs",
  invoke: "runs",
  http: "runs",
  load: "runs",
  callService: "runs",
  removeFunction: "free",
  keepContent: "free",
  readContent: "free",
  kill: "free",
  configure: "free",
  setClockRate: "free",
  // Nothing is due: the services have no configuration until the set-up is trusted.
  advanceClock: "free",
  nowMs: "free",
  reset: "free",
};

export const REPLAY_RULES: Rules<ReplayPort> = {
  replay: "runs",
  watchArrivals: "free",
  refresh: "free",
  nowMs: "free",
};

export function isTrusted({ shared }: Pick<State, "shared">): boolean {
  return shared === undefined;
}

export const NOT_TRUSTED: Problem = {
  code: "not-trusted",
  message: "Someone shared this set-up, and nothing of it runs before you say so.",
  remedy: "Read it, then choose Run.",
};

/** The same port, with what runs something refused while `isTrusted` says no, asked at each call. What has no rule is not in it. */
export function gated<T extends object>(port: T, rules: Rules<T>, isTrusted: () => boolean): T {
  const call = (name: string, asked: unknown[]): unknown => Reflect.apply(Reflect.get(port, name) as () => unknown, port, asked);
  const method = ([name, rule]: [string, unknown]) => {
    const run = (...asked: unknown[]) => call(name, asked);
    const runIfTrusted = (...asked: unknown[]) => (isTrusted() ? call(name, asked) : Promise.reject(new ProblemError(NOT_TRUSTED)));
    return [name, rule === "free" ? run : runIfTrusted];
  };
  return Object.fromEntries(Object.entries(rules).map(method)) as T;
}
