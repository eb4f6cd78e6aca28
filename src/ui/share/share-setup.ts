/** What of the open set-up goes into a link, as the person chose. Pure: the whole set-up in, the one to share out. */
import type { Setup } from "../../store/state.ts";

export interface ShareOptions {
  readonly withSecrets: boolean;
  readonly withEvents: boolean;
  /** Rows that tables hold now, in place of those they began with. */
  readonly withRows: boolean;
  readonly withRun: boolean;
}

export interface Additions {
  /** By table. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** As metrics/run-file writes it. */
  readonly run: unknown;
}

export const NO_ADDITIONS: Additions = { rows: {}, run: undefined };

/** Ours: more than a reader looks at, less than makes a link of tens of thousands of characters. */
export const MOST_ROWS = 100;
export const MOST_RUN_ROWS = 200;

export function setupToShare(setup: Setup, options: ShareOptions, { rows, run }: Additions): Setup {
  const { savedEvents, run: _, ...rest } = setup;
  const { project } = setup;
  return {
    ...rest,
    project: {
      ...project,
      secrets: options.withSecrets ? project.secrets : emptied(project.secrets),
      tables: options.withRows
        ? project.tables.map((table) => ({ ...table, items: (rows[table.name] ?? []) as typeof table.items }))
        : project.tables,
    },
    ...(options.withEvents && savedEvents ? { savedEvents } : {}),
    ...(options.withRun && run !== undefined ? { run } : {}),
  };
}

/** The first so many of each table, and how many stay behind. */
export function boundedRows(tables: readonly { readonly name: string; readonly items: readonly Readonly<Record<string, unknown>>[] }[]): {
  readonly rows: Additions["rows"];
  readonly leftOut: number;
} {
  let room = MOST_ROWS;
  let leftOut = 0;
  const rows = tables.map(({ name, items }) => {
    const taken = items.slice(0, room);
    room -= taken.length;
    leftOut += items.length - taken.length;
    return [name, taken] as const;
  });
  return { rows: Object.fromEntries(rows), leftOut };
}

export function secretNames({ project }: Setup): readonly string[] {
  return Object.keys(project.secrets);
}

/** Environment variables are part of a function and travel with it: those that sound like secrets are named. */
export function suspectVariables({ project }: Setup): readonly string[] {
  return project.functions.flatMap(({ name, environment }) =>
    Object.entries(environment).flatMap(([variable, value]) =>
      SOUNDS_SECRET.test(variable) && value !== "" ? [`${variable} of ${name}`] : [],
    ),
  );
}

const SOUNDS_SECRET = /SECRET|TOKEN|PASSW|PRIVATE|CREDENTIAL|API_?KEY/i;

function emptied(secrets: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, ""]));
}
