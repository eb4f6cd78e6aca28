/** Reading the fields of an SQS request, refused in SQS's own words. */
import { isRecord } from "../../triggers/parsed.ts";
import { ServiceError } from "../service-call.ts";

export type Input = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const MAX_BATCH_ENTRIES = 10;

export const missing = (name: string) => new ServiceError("MissingParameter", `The request must contain the parameter ${name}.`);
export const invalid = (name: string, value: unknown, reason: string) =>
  new ServiceError("InvalidParameterValue", `Value ${String(value)} for parameter ${name} is invalid. Reason: ${reason}`);
export const wrongQueueType = (name: string, value: unknown) =>
  invalid(name, value, "The request include parameter that is not valid for this queue type.");
export const queueDoesNotExist = () => new ServiceError("QueueDoesNotExist", "The specified queue does not exist.");
/** What the SDK sends and no queue here does. */
export const notSupported = (message: string) => new ServiceError("UnsupportedOperation", message);

export function textOf(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw new ServiceError("SerializationException", `${name} is not a string.`);
  return value;
}

export function requiredText(input: Input, name: string): string {
  const text = textOf(input, name);
  if (text === undefined) throw missing(name);
  return text;
}

/** A whole number, given as a number or as digits. */
export function wholeNumber(input: Input, name: string, min: number, max: number, reason: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < min || number > max) throw invalid(name, value, reason);
  return number;
}

/** The names of a list; other things in it are passed over. */
export function namesOf(...lists: readonly unknown[]): readonly string[] {
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter((name): name is string => typeof name === "string") : []));
}

/** What became of one entry of a batch. */
export interface BatchOutcome {
  readonly Successful: readonly Input[];
  readonly Failed: readonly Input[];
}

/** The entries of a batch request, each with an id of its own. */
export function batchEntries(input: Input, entryName: string): readonly (Input & { readonly Id: string })[] {
  const entries = Array.isArray(input.Entries) ? input.Entries.filter(isRecord) : [];
  if (entries.length === 0) throw new ServiceError("EmptyBatchRequest", `There should be at least one ${entryName} in the request.`);
  if (entries.length > MAX_BATCH_ENTRIES)
    throw new ServiceError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MAX_BATCH_ENTRIES}. You have sent ${entries.length}.`,
    );
  const ids = new Set<string>();
  return entries.map((entry) => {
    const Id = requiredText(entry, "Id");
    if (!/^[\w-]{1,80}$/.test(Id))
      throw new ServiceError(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
      );
    if (ids.has(Id)) throw new ServiceError("BatchEntryIdsNotDistinct", `Id ${Id} repeated.`);
    ids.add(Id);
    return { ...entry, Id };
  });
}

/** Runs each entry; what one refuses does not stop the others. */
export function eachEntry<E extends { readonly Id: string }>(entries: readonly E[], run: (entry: E) => Input): BatchOutcome {
  const [Successful, Failed]: [Input[], Input[]] = [[], []];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { code, message } = error.failure;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: code, Message: message });
    }
  }
  return { Successful, Failed };
}
