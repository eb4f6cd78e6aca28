/** Everything that user code may import of the runtime, and what not: the bundler's view of this folder. */
import { BUILTIN_NAMES, NEEDS_LOWERED_ASYNC, UNAVAILABLE_BUILTINS } from "./node/builtin-names.ts";
import { RUNTIME_PACKAGES } from "./runtime-packages.ts";

export const RUNTIME_NAMES = {
  names: BUILTIN_NAMES,
  packages: RUNTIME_PACKAGES,
  unavailable: UNAVAILABLE_BUILTINS,
  needLoweredAsync: NEEDS_LOWERED_ASYNC,
} as const;
