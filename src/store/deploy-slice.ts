/**
 * Deploys: which functions, and one at a time for each. While a function is being built, a call with the same text
 * joins that build; a call with newer text waits and builds what is newest then. A build that its project did not
 * outlive is thrown away.
 */
import type { ProjectFunction } from "../project/schema.ts";
import { isFunctionEdited } from "./edited.ts";
import type { RunIntents } from "./intents.ts";
import type { DeployOutcome } from "./ports.ts";
import { asProblem } from "./problem.ts";
import { deploymentOf, findFunction, functionNamed } from "./project-lookup.ts";
import type { Reach } from "./reach.ts";
import type { DeploymentView } from "./state.ts";

interface Build {
  readonly definition: ProjectFunction;
  readonly span: AbortSignal;
  readonly done: Promise<void>;
  next?: Promise<void>;
}

export function createDeploySlice({ port, spans, get, set }: Reach): Pick<RunIntents, "deploy"> {
  const builds = new Map<string, Build>();

  const note = (name: string, change: Partial<DeploymentView>) => {
    const { deployments } = get();
    set({ deployments: { ...deployments, [name]: { ...deploymentOf(get(), name), ...change } } });
  };

  const build = async (definition: ProjectFunction, span: AbortSignal): Promise<void> => {
    const { name } = definition;
    note(name, { status: "building" });
    const outcome = await port.deploy(definition).catch(unbuilt);
    if (span.aborted || !findFunction(get(), name)) port.removeFunction(name);
    else note(name, outcome.ok ? deployedAs(outcome, definition, port.nowMs()) : { status: "failed", messages: outcome.messages });
  };

  const deployOne = (name: string): Promise<void> => {
    const definition = findFunction(get(), name);
    if (!definition) return Promise.resolve();
    const span = spans.builds.signal;
    const underWay = builds.get(name);
    if (underWay) {
      if (underWay.definition === definition && underWay.span === span) return underWay.done;
      underWay.next ??= underWay.done.then(() => deployOne(name));
      return underWay.next;
    }
    if (!isFunctionEdited(definition, deploymentOf(get(), name))) return Promise.resolve();
    const done = build(definition, span).finally(() => builds.delete(name));
    builds.set(name, { definition, span, done });
    return done;
  };

  return {
    async deploy(functionName) {
      const names =
        functionName === undefined ? get().project.functions.map(({ name }) => name) : [functionNamed(get(), functionName).name];
      await Promise.all(names.map(deployOne));
    },
  };
}

/** The bundler itself could not be reached or loaded: no fault of the code, and said where the code's faults are said. */
function unbuilt(reason: unknown): DeployOutcome {
  const { code, message, remedy } = asProblem(reason);
  return { ok: false, messages: [{ severity: "error", code, text: message, remedy }] };
}

function deployedAs(outcome: DeployOutcome & { ok: true }, definition: ProjectFunction, nowMs: number): DeploymentView {
  const { version, packageBytes, buildMs, esbuildMs, messages } = outcome;
  return {
    status: "deployed",
    version,
    packageBytes,
    buildMs,
    ...(esbuildMs === undefined ? {} : { esbuildMs }),
    messages,
    deployedAtMs: nowMs,
    deployedFiles: definition.files,
    deployedDefinition: definition,
    runtime: definition.nodeRuntime,
  };
}
