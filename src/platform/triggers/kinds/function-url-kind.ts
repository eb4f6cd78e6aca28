/** An address of the function's own: one, for every method and path. */
import type { FunctionUrlTrigger } from "../trigger.ts";
import type { StandingKind } from "./kind.ts";

export const FUNCTION_URL_KIND: StandingKind<FunctionUrlTrigger> = {
  type: "function-url",
  label: "Function URL",
  when: "An address of the function’s own, for every method and path.",
  delivery: "synchronous",
  beginning: "It answers every method and path under one address. A function has one at most.",
  first: () => ({ type: "function-url" }),
  subject: () => "",
  onlyOne: () => "function URL",
  node: (_, functionName) => ({ kind: "http", key: `url/${functionName}`, name: "Function URL" }),
};
