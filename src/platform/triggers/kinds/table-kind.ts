/** Changes of a table's items, which Lambda polls from the table's stream, in order. */
import type { TableTrigger } from "../trigger.ts";
import { batchWords, FIRST_BATCHING } from "./batches.ts";
import type { WatchingKind } from "./kind.ts";

export const TABLE_KIND: WatchingKind<TableTrigger> = {
  type: "table",
  label: "Table",
  when: "An item of a table changes: keep something else in step with it.",
  delivery: "polled",
  first: (table) => ({
    ...{ type: "table", table, batchSize: 100, ...FIRST_BATCHING },
    ...{ startingPosition: "LATEST", bisectOnError: false, maximumRetryAttempts: -1, maximumRecordAgeMs: -1 },
  }),
  subject: ({ table }) => table,
  onlyOne: ({ table }) => `table trigger of "${table}"`,
  watches: {
    kind: "table",
    name: ({ table }) => table,
    renamed: (trigger, table) => ({ ...trigger, table }),
  },
  words: (trigger) => batchWords(trigger, "record"),
  failures: {
    destination: ({ onFailure }) => onFailure,
    withDestination: ({ onFailure: _, ...rest }, onFailure) => (onFailure ? { ...rest, onFailure } : rest),
  },
  check: (trigger, { owner, tables }) =>
    tables.find(({ name }) => name === trigger.table)?.stream === undefined
      ? {
          message: `${owner} needs a stream, and the table "${trigger.table}" has none.`,
          remedy: 'Give the table stream: "new-and-old-images".',
        }
      : undefined,
};
