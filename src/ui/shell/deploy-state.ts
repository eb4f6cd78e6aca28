/** How the whole project stands against what is deployed, in a word or two; and what the last builds had to say. */
import { editedFunctions } from "../../store/selectors.ts";
import type { BuildMessageView, State } from "../../store/state.ts";

export interface DeployStateView {
  readonly status: "never" | "building" | "failed" | "edited" | "deployed";
  readonly text: string;
}

export function deployState(state: State): DeployStateView {
  const deployments = state.project.functions.map(({ name }) => state.deployments[name]);
  if (deployments.some((each) => each?.status === "building")) return { status: "building", text: "Building" };
  const failed = state.project.functions.filter(({ name }) => state.deployments[name]?.status === "failed");
  if (failed.length > 0)
    return { status: "failed", text: failed.length === 1 ? `${failed[0]?.name} not deployed` : `${failed.length} not deployed` };
  const edited = editedFunctions(state);
  if (deployments.every((each) => each?.deployedDefinition === undefined)) return { status: "never", text: "Not deployed yet" };
  if (edited.length > 0) return { status: "edited", text: edited.length === 1 ? "Edited" : `${edited.length} edited` };
  const version = state.deployments[state.activeFunction]?.version;
  return { status: "deployed", text: version === undefined ? "Deployed" : `Deployed, version ${version}` };
}

export interface PlacedMessage extends BuildMessageView {
  readonly id: string;
  readonly functionName: string;
  /** "hello/index.ts:3", or the function where the message has no place. */
  readonly place: string;
}

const MOST_SHOWN = 20;
const NONE: readonly PlacedMessage[] = [];
let last: { readonly of: State["deployments"]; readonly messages: readonly PlacedMessage[] } | undefined;

/** The same list back until a deployment changes; errors first. */
export function buildMessages({ deployments }: State): readonly PlacedMessage[] {
  if (last?.of === deployments) return last.messages;
  const all = Object.entries(deployments).flatMap(([functionName, { messages }]) =>
    messages.map((message, index) => ({ ...message, functionName, id: `${functionName} ${index}`, place: placeOf(functionName, message) })),
  );
  const sorted = all.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1)).slice(0, MOST_SHOWN);
  last = { of: deployments, messages: sorted.length === 0 ? NONE : sorted };
  return last.messages;
}

function placeOf(functionName: string, { file, line }: BuildMessageView): string {
  if (file === undefined) return functionName;
  return line === undefined ? `${functionName}/${file}` : `${functionName}/${file}:${line}`;
}
