/** The objects of one bucket, in S3's order of keys (by their UTF-8 bytes), with the sums and the view that are read often. */
import type { BucketView, ObjectView } from "../services-view.ts";
import { VIEW_LIMIT } from "../services-view.ts";
import { etagOf, type StoredObject } from "./stored-object.ts";

/** The order of UTF-8 bytes is the order of code points; JavaScript's own differs beyond U+FFFF. */
export function compareKeys(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  let at = 0;
  while (at < shared && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  if (at === shared) return left.length - right.length;
  // A surrogate stands for a code point beyond all others of 16 bits.
  const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
  return rank(left.charCodeAt(at)) - rank(right.charCodeAt(at));
}

function objectView({ key, content, contentType, metadata, lastModifiedMs }: StoredObject): ObjectView {
  return { key, sizeBytes: content.sizeBytes, etag: etagOf(content), contentType, metadata, lastModifiedMs, content };
}

export class Bucket {
  readonly name: string;
  readonly createdAtMs: number;
  readonly #objects: Map<string, StoredObject>;
  #sizeBytes: number;
  #sorted: readonly StoredObject[] | undefined;
  #view: BucketView | undefined;

  constructor(name: string, createdAtMs: number, objects: readonly StoredObject[] = []) {
    this.name = name;
    this.createdAtMs = createdAtMs;
    this.#objects = new Map(objects.map((object) => [object.key, object]));
    this.#sizeBytes = [...this.#objects.values()].reduce((sum, { content }) => sum + content.sizeBytes, 0);
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  put(object: StoredObject): void {
    this.#changeSize(this.#objects.get(object.key), object);
    this.#objects.set(object.key, object);
  }

  /** What was removed, if it was there. */
  remove(key: string): StoredObject | undefined {
    const object = this.#objects.get(key);
    if (!object) return undefined;
    this.#changeSize(object, undefined);
    this.#objects.delete(key);
    return object;
  }

  #changeSize(before: StoredObject | undefined, after: StoredObject | undefined): void {
    this.#sizeBytes += (after?.content.sizeBytes ?? 0) - (before?.content.sizeBytes ?? 0);
    this.#sorted = undefined;
    this.#view = undefined;
  }

  sorted(): readonly StoredObject[] {
    this.#sorted ??= [...this.#objects.values()].sort((left, right) => compareKeys(left.key, right.key));
    return this.#sorted;
  }

  /** The same object until something changes. */
  view(): BucketView {
    this.#view ??= {
      name: this.name,
      objects: this.sorted().slice(0, VIEW_LIMIT).map(objectView),
      objectCount: this.#objects.size,
      sizeBytes: this.#sizeBytes,
    };
    return this.#view;
  }
}
