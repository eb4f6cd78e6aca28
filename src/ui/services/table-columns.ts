/** The columns of a grid of items: the keys, then every attribute that is found, the most frequent first. */
import { attributeOf, type Item } from "../../platform/services/tables/attribute-values.ts";

interface Keys {
  readonly partitionKey: string;
  readonly sortKey?: string;
}

export function keyNames({ partitionKey, sortKey }: Keys): readonly string[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}

export function columnsOf(items: readonly Item[], keys: Keys): readonly string[] {
  const first = keyNames(keys);
  const counts = new Map<string, number>();
  for (const item of items) for (const name of Object.keys(item)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const others = [...counts].filter(([name]) => !first.includes(name)).sort(([, a], [, b]) => b - a);
  return [...first, ...others.map(([name]) => name)];
}

export function keyOf(item: Item, keys: Keys): Item {
  const names = keyNames(keys);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

/** The same for the same key, whatever else the item holds. */
export function keyText(item: Item, keys: Keys): string {
  return JSON.stringify(keyNames(keys).map((name) => attributeOf(item, name)));
}
