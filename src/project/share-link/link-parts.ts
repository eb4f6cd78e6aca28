/**
 * What takes the room in a link: each part's share is what the link would be shorter without it, by making that link.
 * Parts that resemble each other share their room; what none of them answers for alone is the rest.
 */
import { FUNCTION_DEFAULTS, type ProjectFunction } from "../project-function.ts";
import { NO_SERVICES_IN_PROJECT, type Project } from "../schema.ts";
import type { Setup } from "../setup/setup.ts";

export type PartKind = "files" | "settings" | "services" | "drafts" | "events" | "panels" | "classroom" | "result" | "run" | "rest";

export interface LinkPart {
  readonly kind: PartKind;
  /** "hello/index.ts", "Rows of the table orders": for people. */
  readonly name: string;
  readonly chars: number;
}

interface Part extends Pick<LinkPart, "kind" | "name"> {
  readonly without: Setup;
}

/** Each is a link to be made: the largest files by themselves, the others together. */
const MOST_FILES = 20;

/** The largest first; together they are as long as the link. `lengthOf` is the codec's. */
export async function measureParts(setup: Setup, lengthOf: (setup: Setup) => number): Promise<readonly LinkPart[]> {
  const whole = lengthOf(setup);
  const parts: LinkPart[] = [];
  for (const { kind, name, without } of partsOf(setup)) {
    // Between two links the page may draw.
    await new Promise((resolve) => setTimeout(resolve));
    const chars = whole - lengthOf(without);
    if (chars > 0) parts.push({ kind, name, chars });
  }
  const rest = whole - parts.reduce((sum, { chars }) => sum + chars, 0);
  if (rest > 0) parts.push({ kind: "rest", name: "What all of it shares", chars: rest });
  return parts.sort((a, b) => b.chars - a.chars);
}

/** They need not be good set-ups: nobody reads them. */
function partsOf(setup: Setup): readonly Part[] {
  return [
    ...fileParts(setup),
    ...rowParts(setup),
    { kind: "services", name: "Services, secrets and network", without: withProject(setup, servicesBut(setup.project)) },
    {
      kind: "settings",
      name: "Settings and triggers of functions",
      without: withProject(setup, { functions: setup.project.functions.map(withoutSettings) }),
    },
    { kind: "settings", name: "Platform settings and traffic plan", without: lacking(setup, "load", "settings", "bill") },
    { kind: "drafts", name: "Requests as typed", without: lacking(setup, "drafts") },
    { kind: "events", name: "Saved test events", without: lacking(setup, "savedEvents") },
    { kind: "panels", name: "What is open", without: lacking(setup, "panels", "lesson") },
    { kind: "classroom", name: "The classroom's rules", without: lacking(setup, "classroom") },
    { kind: "result", name: "The result", without: lacking(setup, "result") },
    { kind: "run", name: "The recorded run", without: lacking(setup, "run") },
  ];
}

function lacking(setup: Setup, ...parts: readonly (keyof Setup)[]): Setup {
  const left = Object.entries(setup).filter(([part]) => !parts.some((each) => each === part));
  return { project: setup.project, ...Object.fromEntries(left) };
}

function withProject(setup: Setup, change: Partial<Project>): Setup {
  return { ...setup, project: { ...setup.project, ...change } };
}

interface OwnFile {
  readonly functionName: string;
  readonly path: string;
  readonly chars: number;
}

function fileParts(setup: Setup): readonly Part[] {
  const files = setup.project.functions
    .flatMap(({ name, files }) => Object.entries(files).map(([path, { length }]) => ({ functionName: name, path, chars: length })))
    .sort((a, b) => b.chars - a.chars);
  const [large, others] = [files.slice(0, MOST_FILES), files.slice(MOST_FILES)];
  const own = large.map((file): Part => {
    return { kind: "files", name: `${file.functionName}/${file.path}`, without: withoutFiles(setup, [file]) };
  });
  const name = `${others.length} smaller ${others.length === 1 ? "file" : "files"}`;
  return others.length === 0 ? own : [...own, { kind: "files", name, without: withoutFiles(setup, others) }];
}

function withoutFiles(setup: Setup, gone: readonly OwnFile[]): Setup {
  const isGone = (name: string, path: string) => gone.some((file) => file.functionName === name && file.path === path);
  const functions = setup.project.functions.map((each) => {
    const files = Object.entries(each.files).filter(([path]) => !isGone(each.name, path));
    return { ...each, files: Object.fromEntries(files) };
  });
  return withProject(setup, { functions });
}

function rowParts(setup: Setup): readonly Part[] {
  const { tables } = setup.project;
  return tables.map(({ name }): Part => {
    const emptied = tables.map((table) => (table.name === name ? { ...table, items: [] } : table));
    return { kind: "services", name: `Rows of the table ${name}`, without: withProject(setup, { tables: emptied }) };
  });
}

/** None but the rows of tables, which are parts of their own. */
function servicesBut({ tables }: Project): Partial<Project> {
  const bare = { name: "", partitionKey: "", partitionKeyType: "S", sortKeyType: "S" } as const;
  return { ...NO_SERVICES_IN_PROJECT, tables: tables.filter(({ items }) => items.length > 0).map(({ items }) => ({ ...bare, items })) };
}

function withoutSettings({ name, runtime, files }: ProjectFunction): ProjectFunction {
  return { ...FUNCTION_DEFAULTS, name, runtime, files, environment: {}, triggers: [] };
}
