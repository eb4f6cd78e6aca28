/** Places inside an item, a.b[0].c: found, written and taken away. Items are never changed; what is new shares the rest. */
import { type AttributeValue, attributeOf, emptyItem, type Item } from "./attribute-values.ts";

/** Names, and places in lists. Never empty; begins with a name. */
export type DocumentPath = readonly (string | number)[];

export function pathText(path: DocumentPath): string {
  return `[${path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;
}

export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const part of path) {
    if (value === undefined) return undefined;
    if (typeof part === "string") value = "M" in value ? attributeOf(value.M, part) : undefined;
    else value = "L" in value ? value.L[part] : undefined;
  }
  return value;
}

/**
 * The item with the value written there, or taken away where it is undefined. A list's place past its end appends.
 * Undefined where the parent does not exist or is of another kind; taking away what is not there changes nothing.
 */
export function withValueAt(item: Item, path: DocumentPath, value: AttributeValue | undefined): Item | undefined {
  const changed = changedAt({ M: item }, path, value);
  return changed !== undefined && "M" in changed ? changed.M : undefined;
}

function changedAt(within: AttributeValue, path: DocumentPath, value: AttributeValue | undefined): AttributeValue | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  const inner = (child: AttributeValue | undefined): { readonly value: AttributeValue | undefined } | undefined => {
    if (rest.length === 0) return { value };
    const changed = child === undefined ? undefined : changedAt(child, rest, value);
    return changed === undefined ? undefined : { value: changed };
  };
  if (typeof part === "string") {
    if (!("M" in within)) return undefined;
    const changed = inner(attributeOf(within.M, part));
    return changed && { M: withMember(within.M, part, changed.value) };
  }
  if (!("L" in within)) return undefined;
  const changed = inner(within.L[part]);
  return changed && { L: withElement(within.L, part, changed.value) };
}

function withMember(item: Item, name: string, value: AttributeValue | undefined): Item {
  const changed = emptyItem();
  for (const [each, member] of Object.entries(item)) if (each !== name || value !== undefined) changed[each] = member;
  if (value !== undefined) changed[name] = value;
  return changed;
}

function withElement(list: readonly AttributeValue[], place: number, value: AttributeValue | undefined): readonly AttributeValue[] {
  if (value === undefined) return list.filter((_, each) => each !== place);
  return place >= list.length ? [...list, value] : list.with(place, value);
}

/** "overlap": one is the other or lies within it. "conflict": one takes for a map what the other takes for a list. */
export function pathsClash(one: DocumentPath, other: DocumentPath): "overlap" | "conflict" | undefined {
  const shorter = Math.min(one.length, other.length);
  for (let place = 0; place < shorter; place += 1) {
    if (typeof one[place] !== typeof other[place]) return "conflict";
    if (one[place] !== other[place]) return undefined;
  }
  return "overlap";
}

interface PathTree {
  readonly children: Map<string | number, PathTree>;
  whole: boolean;
}

/** Only what lies at the paths, in its nesting; lists close up. */
export function projected(item: Item, paths: readonly DocumentPath[]): Item {
  const root: PathTree = { children: new Map(), whole: false };
  for (const path of paths) {
    let node = root;
    for (const part of path) {
      const next = node.children.get(part) ?? { children: new Map(), whole: false };
      node.children.set(part, next);
      node = next;
    }
    node.whole = true;
  }
  const kept = pruned({ M: item }, root);
  return kept !== undefined && "M" in kept ? kept.M : emptyItem();
}

function pruned(value: AttributeValue, tree: PathTree): AttributeValue | undefined {
  if (tree.whole) return value;
  if ("M" in value) {
    const kept = emptyItem();
    for (const [part, child] of tree.children) {
      const member = typeof part === "string" ? attributeOf(value.M, part) : undefined;
      const inner = member && pruned(member, child);
      if (inner !== undefined) kept[String(part)] = inner;
    }
    return Object.keys(kept).length > 0 ? { M: kept } : undefined;
  }
  if (!("L" in value)) return undefined;
  const kept = value.L.flatMap((element, place) => {
    const child = tree.children.get(place);
    const inner = child && pruned(element, child);
    return inner === undefined ? [] : [inner];
  });
  return kept.length > 0 ? { L: kept } : undefined;
}
