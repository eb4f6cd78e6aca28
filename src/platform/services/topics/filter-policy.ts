/**
 * Subscription filter policies of SNS: event patterns over a message's attributes, or over its body.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
import { isRecord } from "../../triggers/parsed.ts";
import { checkPattern, matchesPattern } from "../event-pattern.ts";
import type { PublishedAttribute, PublishedMessage } from "./published-message.ts";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html */
export type FilterScope = "MessageAttributes" | "MessageBody";

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

/** Only the body can have nested fields, so a nested policy is about it; a flat one is about the attributes, as by default in SNS. */
export function scopeOf(policy: unknown): FilterScope {
  return isRecord(policy) && Object.values(policy).some(isRecord) ? "MessageBody" : "MessageAttributes";
}

/** What is wrong with the policy and how to write it; undefined when it is good. An empty one takes every message. */
export function checkPolicy(policy: unknown, scope: FilterScope = scopeOf(policy)): string | undefined {
  if (isRecord(policy) && Object.keys(policy).length === 0) return undefined;
  const problem = checkPattern(policy);
  if (problem !== undefined) return problem;
  if (scope === "MessageAttributes" && scopeOf(policy) === "MessageBody")
    return "The policy has nested fields, which attributes do not have. Make it flat, or let it look at the body (FilterPolicyScope MessageBody).";
  const sizes = listSizes(policy);
  if (sizes.length > MAX_KEYS) return `The policy has ${sizes.length} keys; SNS takes ${MAX_KEYS} at most. Remove some.`;
  const combinations = sizes.reduce((product, size) => product * size, 1);
  if (combinations > MAX_COMBINATIONS)
    return `The policy has ${combinations} combinations of values; SNS takes ${MAX_COMBINATIONS} at most. Shorten its lists.`;
  return undefined;
}

/** How many values each key has. Of a checked pattern, so it is not too deep. */
function listSizes(policy: unknown): readonly number[] {
  if (!isRecord(policy)) return [];
  return Object.entries(policy).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return listSizes(value);
    return key === "$or" && value.every(isRecord) ? value.flatMap(listSizes) : [value.length];
  });
}

function comparable({ Type, Value }: PublishedAttribute): unknown {
  switch (Type) {
    case "String":
      return Value;
    case "Number":
      return Number(Value);
    case "String.Array":
      return parseJson(Value);
    default:
      // SNS looks at no other type: to a policy, the attribute is not there.
      return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function matchesPolicy(
  policy: unknown,
  { attributes, message }: Pick<PublishedMessage, "attributes" | "message">,
  scope: FilterScope = scopeOf(policy),
): boolean {
  if (scope === "MessageBody") return matchesPattern(policy, parseJson(message));
  const values = Object.entries(attributes).map(([name, attribute]) => [name, comparable(attribute)] as const);
  return matchesPattern(policy, Object.fromEntries(values));
}
