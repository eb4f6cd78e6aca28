/** The refusals of DynamoDB that many of its operations share, with its codes and words. */
import { type JsonObject, ServiceError } from "../service-call.ts";

export function invalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}

export function invalidParameter(message: string): ServiceError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** A request whose JSON has not the operation's types. */
export function unreadable(message: string): ServiceError {
  return new ServiceError("SerializationException", message);
}

/** "Value … at 'limit' failed to satisfy constraint: …", as AWS's request validation says it. */
export function unsatisfied(value: string, at: string, constraint: string): ServiceError {
  return invalid(`1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`);
}

export function notFound(): ServiceError {
  return new ServiceError("ResourceNotFoundException", "Requested resource not found");
}

export const CONDITION_FAILED = "The conditional request failed";

/** `item`: as it is, where the caller asked for it by ReturnValuesOnConditionCheckFailure. */
export function conditionFailed(item?: JsonObject): ServiceError {
  return new ServiceError("ConditionalCheckFailedException", CONDITION_FAILED, 400, item === undefined ? undefined : { Item: item });
}
