/** Reads what `Tables.state()` gave before, perhaps on an older page: nothing about it is certain, what does not fit is left out. */
import { isRecord } from "../../triggers/parsed.ts";
import type { KeyType, StreamView, TableConfig } from "../services-config.ts";
import { Table, type TableAge } from "./table.ts";

const KEY_TYPES: readonly KeyType[] = ["S", "N", "B"];
const STREAMS: readonly StreamView[] = ["keys-only", "new-image", "old-image", "new-and-old-images"];

/** A transaction that was carried out, by its ClientRequestToken. */
export interface PastTransaction {
  readonly token: string;
  readonly fingerprint: string;
  readonly atMs: number;
}

export interface SavedTables {
  readonly tables: readonly Table[];
  /** How many stream records were written, of all tables. */
  readonly sequence: number;
  readonly transactions: readonly PastTransaction[];
}

export function readTables(state: unknown): SavedTables {
  if (!isRecord(state)) return { tables: [], sequence: 0, transactions: [] };
  return {
    tables: list(state.tables).flatMap(readTable),
    sequence: whole(state.sequence),
    transactions: list(state.transactions).flatMap(readTransaction),
  };
}

function readTable(given: unknown): readonly Table[] {
  if (!isRecord(given) || !isRecord(given.config) || !isRecord(given.age)) return [];
  const config = readConfig(given.config);
  return config === undefined ? [] : [new Table(config, readAge(given.age), list(given.items))];
}

function readConfig(given: Readonly<Record<string, unknown>>): TableConfig | undefined {
  const { name, partitionKey, sortKey } = given;
  const partitionKeyType = KEY_TYPES.find((type) => type === given.partitionKeyType);
  const sortKeyType = KEY_TYPES.find((type) => type === given.sortKeyType);
  const stream = STREAMS.find((view) => view === given.stream);
  if (typeof name !== "string" || typeof partitionKey !== "string" || partitionKeyType === undefined || sortKeyType === undefined)
    return undefined;
  return {
    name,
    partitionKey,
    partitionKeyType,
    ...(typeof sortKey === "string" ? { sortKey } : {}),
    sortKeyType,
    ...(given.keyTypes === "of-first-item" ? { keyTypes: given.keyTypes } : {}),
    ...(stream === undefined ? {} : { stream }),
    items: [],
  };
}

function readAge(given: Readonly<Record<string, unknown>>): TableAge {
  const { tableId, streamSinceMs } = given;
  return {
    tableId: typeof tableId === "string" ? tableId : "",
    createdAtMs: whole(given.createdAtMs),
    ...(typeof streamSinceMs === "number" ? { streamSinceMs } : {}),
    changes: whole(given.changes),
  };
}

function readTransaction(given: unknown): readonly PastTransaction[] {
  if (!isRecord(given)) return [];
  const { token, fingerprint, atMs } = given;
  return typeof token === "string" && typeof fingerprint === "string" && typeof atMs === "number" ? [{ token, fingerprint, atMs }] : [];
}

function list(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}

function whole(given: unknown): number {
  return typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : 0;
}
