/**
 * What Node's built-ins export and a browser cannot give: one table, read by the built-ins, which put a function that
 * throws in each place, and by the test that walks Node's own exports. A reason is one sentence for the person who called it.
 */
import { nodeError } from "./node-errors.ts";

type Gaps = Readonly<Record<string, string>>;

const NO_ENGINE = "A browser gives no access to the engine's inner workings.";
const NO_SYSTEM = "There is no operating system process under a browser's worker.";

/** These throw when called, or when constructed. */
export const THROWING: Readonly<Record<string, Gaps>> = {};

/** These are missing, as they are in some version of Node; reading them gives undefined. */
export const ABSENT: Readonly<Record<string, Gaps>> = {};

export function notAvailable(module: string, name: string, reason: string): Error {
  return nodeError(
    Error,
    "ERR_METHOD_NOT_IMPLEMENTED",
    `${module}.${name} is not available in this playground's Node.js runtime. ${reason}`,
  );
}

/** One throwing function for each gap of the module. */
export function throwingExports(module: string): Record<string, (...args: unknown[]) => never> {
  return Object.fromEntries(
    Object.entries(THROWING[module] ?? {}).map(([name, reason]) => {
      const gap = (): never => {
        throw notAvailable(module, name, reason);
      };
      Object.defineProperty(gap, "name", { value: name });
      return [name, gap];
    }),
  );
}
