/** What a set-up that is not trusted yet holds, in words: to be read before it runs. */
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { Project, ProjectFunction } from "../../project/schema.ts";
import { counted } from "../shared/counted.ts";

export interface ContentRow {
  readonly what: string;
  readonly words: string;
}

/** "2 functions, 3 files, 1 queue". What there is none of is not said. */
export function contentSum({ functions, buckets, queues, tables, topics, alarms }: Project): string {
  const sums = [
    [functions.length, "function"],
    [buckets.length, "bucket"],
    [tables.length, "table"],
    [queues.length, "queue"],
    [topics.length, "topic"],
    [alarms.length, "alarm"],
    [schedulesOf(functions).length, "schedule"],
  ] as const;
  return sums.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)])).join(", ");
}

/** Which hosts it would reach. Consent is asked for each, apart from Run. */
export function reachSentence({ network: { allowedHosts } }: Pick<Project, "network">): string {
  if (allowedHosts.length === 0) return "Makes no calls outside this page.";
  return `Asks to reach ${inWords(allowedHosts)}; you decide about ${allowedHosts.length === 1 ? "it" : "each"} apart from Run.`;
}

export function secretsSentence({ secrets, parameters }: Pick<Project, "secrets" | "parameters">): string | undefined {
  const [secretCount, parameterCount] = [Object.keys(secrets).length, Object.keys(parameters).length];
  const parts = [
    ...(secretCount > 0 ? [counted(secretCount, "secret")] : []),
    ...(parameterCount > 0 ? [counted(parameterCount, "parameter")] : []),
  ];
  return parts.length === 0 ? undefined : `Brings ${parts.join(" and ")}.`;
}

/** Everything by name. */
export function contentRows(project: Project): readonly ContentRow[] {
  const { functions, buckets, queues, tables, topics, alarms, network, secrets, parameters } = project;
  const rows = [
    ...functions.map((definition) => ({ what: `Function ${definition.name}`, words: functionWords(definition) })),
    row("Buckets", buckets),
    row("Queues", namesOf(queues)),
    row(
      "Tables",
      tables.map(({ name, items }) => (items.length === 0 ? name : `${name} with ${counted(items.length, "row")}`)),
    ),
    row("Topics", namesOf(topics)),
    row("Alarms", namesOf(alarms)),
    row("Secrets", Object.keys(secrets)),
    row("Parameters", Object.keys(parameters)),
    row("Hosts", network.allowedHosts),
    row(
      "Recorded answers",
      network.recorded.map(({ host }) => host),
    ),
  ];
  return rows.filter(({ words }) => words !== "");
}

function functionWords({ files, triggers, environment, provisionedConcurrency }: ProjectFunction): string {
  const variables = Object.keys(environment).length;
  const parts = [
    inWords(Object.keys(files)),
    ...triggers.map((trigger) => [kindOf(trigger).label, kindOf(trigger).subject(trigger)].join(" ").trim()),
    ...(variables > 0 ? [counted(variables, "environment variable")] : []),
    ...(provisionedConcurrency ? [`${provisionedConcurrency} kept ready`] : []),
  ];
  return parts.join("; ");
}

function schedulesOf(functions: readonly ProjectFunction[]) {
  return functions.flatMap(({ triggers }) => triggers.filter(({ type }) => type === "schedule"));
}

function row(what: string, names: readonly string[]): ContentRow {
  return { what, words: names.join(", ") };
}

function namesOf(services: readonly { readonly name: string }[]): readonly string[] {
  return services.map(({ name }) => name);
}

/** "a", "a and b", "a, b and c". */
function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
