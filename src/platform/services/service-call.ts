/**
 * A call of an AWS service's API, by a function (through the SDK) or by a person (through the page): one door for both.
 * Inputs and outputs have the names and shapes of the AWS API as JSON; bytes are base64 text, but for S3's content,
 * which stays outside the platform (see ContentRef).
 */

/** "coldstart": what a console does that no public API has: fire a schedule now, deliver an event twice. */
export type ServiceName = "s3" | "dynamodb" | "sqs" | "sns" | "events" | "lambda" | "secretsmanager" | "ssm" | "cloudwatch" | "coldstart";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface ServiceCall {
  readonly service: ServiceName;
  /** "PutObject", "SendMessage", … */
  readonly operation: string;
  /** Whatever the caller sent: nothing about its shape is known yet. */
  readonly input: JsonObject;
}

export interface ServiceFailure {
  /** "NoSuchKey", "ConditionalCheckFailedException", … as in the SDK's `error.name`. */
  readonly code: string;
  readonly message: string;
  /** The HTTP status. */
  readonly status: number;
  /** Further fields of the error: `Item`, `CancellationReasons`, … */
  readonly details?: JsonObject;
}

export type ServiceAnswer = ({ readonly ok: true; readonly output: JsonObject } | { readonly ok: false; readonly error: ServiceFailure }) &
  SetOff;

/** What a request's call set off: for the record of the call, not for who called. */
export interface SetOff {
  /** Events that were accepted from it. */
  readonly eventIds?: readonly string[];
  /** The request that it began and waited for. */
  readonly invoked?: string;
}

/** Bytes that the host keeps by their content: the platform knows their size and MD5 only. */
export interface ContentRef {
  readonly contentId: string;
  readonly sizeBytes: number;
  /** 32 hexadecimal digits. */
  readonly md5: string;
}

/** Thrown inside a service, answered at its door. */
export class ServiceError extends Error {
  readonly failure: ServiceFailure;

  constructor(code: string, message: string, status = 400, details?: JsonObject) {
    super(message);
    this.name = code;
    this.failure = { code, message, status, ...(details === undefined ? {} : { details }) };
  }
}
