/** A failed build in the words of a Problem, for whoever wanted to run what was not built. */
import type { Problem } from "../platform/results.ts";
import type { BuildMessageView, DeploymentView } from "./state.ts";

/** Undefined when there is something to run. `mustBeNew`: an older version that still runs will not do. */
export function buildProblem(functionName: string, { status, version, messages }: DeploymentView, mustBeNew: boolean): Problem | undefined {
  if (version !== undefined && !(mustBeNew && status === "failed")) return undefined;
  const errors = messages.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return {
    code: "build-failed",
    message: first ? `${functionName} was not built. ${placed(first)}${more}` : `${functionName} was not built.`,
    remedy: first?.remedy ?? "Mend the code, then send again.",
  };
}

function placed({ file, line, column, text }: BuildMessageView): string {
  return file === undefined ? text : `${[file, line, column].filter((part) => part !== undefined).join(":")}: ${text}`;
}
