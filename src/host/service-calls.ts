/**
 * A container's calls of services, on the page's side: what came up the port is read once more, because its input is text
 * of the container's own making, and what the services answer goes down again.
 */
import type { FromContainer } from "../protocol/from-container.ts";
import type { ServiceAnswerMessage } from "../protocol/to-container.ts";

/** One call, and who makes it. */
export interface ContainerCall {
  readonly containerId: string;
  readonly functionName: string;
  /** Absent during init, and after the answer. */
  readonly requestId: string | undefined;
  readonly call: {
    /** "s3", "dynamodb", … or "network", whose only operation is "fetch". */
    readonly service: string;
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
    /** S3's content, or what fetch sends. */
    readonly body?: Uint8Array<ArrayBuffer>;
  };
}

/** `status`: of HTTP. */
export interface CallAnswer {
  readonly status: number;
  readonly output?: unknown;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly error?: { readonly code: string; readonly message: string; readonly details?: Readonly<Record<string, unknown>> };
}

type ServiceCallMessage = Extract<FromContainer, { type: "service-call" }>;

/** Undefined where the input is no JSON object: no honest container sends that. */
export function readCall({ service, operation, input, body }: ServiceCallMessage): ContainerCall["call"] | undefined {
  const read = objectOf(input);
  if (read === undefined) return undefined;
  // A payload is text in the call's input; it travels as bytes so that it is not escaped and counted twice.
  if (service === "lambda" && body !== undefined)
    return { service, operation, input: { ...read, Payload: new TextDecoder().decode(body) } };
  return { service, operation, input: read, ...(body === undefined ? {} : { body }) };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function answerMessage(callId: number, { status, output, body, error }: CallAnswer): ServiceAnswerMessage {
  return {
    type: "service-answer",
    callId,
    status,
    output: JSON.stringify(output ?? {}),
    ...(body === undefined ? {} : { body }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What a service that failed by itself answers, as AWS's do. */
export const INTERNAL_FAILURE = {
  status: 500,
  error: { code: "InternalFailure", message: "The service failed on this call. Try again; if it fails again, reload the page." },
} as const satisfies CallAnswer;
