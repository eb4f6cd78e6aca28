/** The buckets as plain JSON, and back. What does not fit, of an older page or a damaged one, is left out. */
import { isRecord } from "../../triggers/parsed.ts";
import { Bucket } from "./bucket.ts";
import { objectFromState, type StoredObject } from "./stored-object.ts";

export interface BucketsState {
  readonly sequence: number;
  readonly buckets: readonly { readonly name: string; readonly createdAtMs: number; readonly objects: readonly StoredObject[] }[];
}

export const bucketOfProject = (name: string, nowMs: number): Bucket => new Bucket(name, Math.floor(nowMs));

export function stateOf(sequence: number, buckets: readonly Bucket[]): BucketsState {
  return { sequence, buckets: buckets.map((bucket) => ({ name: bucket.name, createdAtMs: bucket.createdAtMs, objects: bucket.sorted() })) };
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function bucketFromState(value: unknown): readonly Bucket[] {
  if (!isRecord(value)) return [];
  const { name, createdAtMs, objects } = value;
  if (typeof name !== "string" || typeof createdAtMs !== "number") return [];
  return [
    new Bucket(
      name,
      createdAtMs,
      listIn(objects).flatMap((object) => objectFromState(object) ?? []),
    ),
  ];
}

export function bucketsFromState(state: unknown): { readonly sequence: number; readonly buckets: readonly Bucket[] } {
  if (!isRecord(state)) return { sequence: 0, buckets: [] };
  const { sequence, buckets } = state;
  return {
    sequence: typeof sequence === "number" && Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
    buckets: listIn(buckets).flatMap(bucketFromState),
  };
}
