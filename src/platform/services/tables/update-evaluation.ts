/**
 * Carries out an update's actions on an item: every value is read from the item as it was, then all are written. The item
 * itself is not changed. Refuses what only shows when the item is known, in DynamoDB's words.
 */
import { type AttributeValue, type Item, typeOf } from "./attribute-values.ts";
import { addDecimals, decimalOf, decimalText, subtractDecimals } from "./decimal.ts";
import { type DocumentPath, valueAt, withValueAt } from "./document-path.ts";
import { invalid } from "./refusals.ts";
import type { SetValue, UpdateActions } from "./update-expression.ts";

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";

export function updated(before: Item, actions: UpdateActions): Item {
  const writes: { readonly path: DocumentPath; readonly value: AttributeValue | undefined }[] = [
    ...actions.set.map(({ path, value }) => ({ path, value: evaluated(value, before) })),
    ...actions.add.map(({ path, value }) => ({ path, value: sum(valueAt(before, path), value) })),
  ];
  const removals = [...actions.remove];
  for (const { path, value } of actions.delete) {
    const left = without(valueAt(before, path), value);
    if (left === "nothing") removals.push(path);
    else if (left !== undefined) writes.push({ path, value: left });
  }
  let item = before;
  for (const { path, value } of writes.sort(byListPlace)) item = written(item, path, value);
  // From the last place of a list to the first, so that places keep meaning what they meant before.
  for (const path of removals.sort(byListPlace).reverse()) item = written(item, path, undefined);
  return item;
}

export function touchedPaths(actions: UpdateActions): readonly DocumentPath[] {
  return [...actions.set.map(({ path }) => path), ...actions.remove, ...[...actions.add, ...actions.delete].map(({ path }) => path)];
}

function byListPlace(one: { readonly path: DocumentPath } | DocumentPath, other: { readonly path: DocumentPath } | DocumentPath): number {
  return listPlace(one) - listPlace(other);
}

function listPlace(of: { readonly path: DocumentPath } | DocumentPath): number {
  const last = ("path" in of ? of.path : of).at(-1);
  return typeof last === "number" ? last : 0;
}

function written(item: Item, path: DocumentPath, value: AttributeValue | undefined): Item {
  const changed = withValueAt(item, path, value);
  if (changed === undefined) throw invalid("The document path provided in the update expression is invalid for update");
  return changed;
}

function evaluated(value: SetValue, item: Item): AttributeValue {
  switch (value.kind) {
    case "path":
      return existing(valueAt(item, value.path));
    case "value":
      return existing(value.value);
    case "arithmetic":
      return calculated(value.operator, evaluated(value.left, item), evaluated(value.right, item));
    case "call": {
      const [first, second] = value.operands;
      if (first === undefined || second === undefined) throw invalid(WRONG_TYPE);
      if (value.name === "list_append") return appended(evaluated(first, item), evaluated(second, item));
      return (first.kind === "path" ? valueAt(item, first.path) : undefined) ?? evaluated(second, item);
    }
  }
}

function existing(value: AttributeValue | undefined): AttributeValue {
  if (value === undefined) throw invalid("The provided expression refers to an attribute that does not exist in the item");
  return value;
}

function appended(one: AttributeValue, other: AttributeValue): AttributeValue {
  if (!("L" in one && "L" in other)) throw invalid(WRONG_TYPE);
  return { L: [...one.L, ...other.L] };
}

function calculated(operator: "+" | "-", left: AttributeValue, right: AttributeValue): AttributeValue {
  if (!("N" in left && "N" in right)) throw invalid(WRONG_TYPE);
  const result = (operator === "+" ? addDecimals : subtractDecimals)(decimalOf(left.N), decimalOf(right.N));
  if (!result.ok) throw invalid(result.message);
  return { N: decimalText(result.value) };
}

/** ADD: a missing number counts from zero, a missing set is made. */
function sum(before: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (before === undefined) return added;
  if ("N" in before && "N" in added) return calculated("+", before, added);
  if ("SS" in before && "SS" in added) return { SS: union(before.SS, added.SS) };
  if ("NS" in before && "NS" in added) return { NS: union(before.NS, added.NS) };
  if ("BS" in before && "BS" in added) return { BS: union(before.BS, added.BS) };
  throw invalid(WRONG_TYPE);
}

/** DELETE: "nothing" when no member is left, as a set is never empty; undefined where there is no set. */
function without(before: AttributeValue | undefined, removed: AttributeValue): AttributeValue | "nothing" | undefined {
  if (before === undefined) return undefined;
  if (typeOf(before) !== typeOf(removed)) throw invalid(WRONG_TYPE);
  const left = (members: readonly string[], gone: readonly string[]) => members.filter((member) => !gone.includes(member));
  if ("SS" in before && "SS" in removed) return orNothing(left(before.SS, removed.SS), (SS) => ({ SS }));
  if ("NS" in before && "NS" in removed) return orNothing(left(before.NS, removed.NS), (NS) => ({ NS }));
  if ("BS" in before && "BS" in removed) return orNothing(left(before.BS, removed.BS), (BS) => ({ BS }));
  throw invalid(WRONG_TYPE);
}

function orNothing(members: readonly string[], set: (members: readonly string[]) => AttributeValue): AttributeValue | "nothing" {
  return members.length === 0 ? "nothing" : set(members);
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
