/**
 * Traces as OpenTelemetry's own JSON (OTLP/JSON, `ExportTraceServiceRequest`), by its semantic conventions for functions,
 * messages and AWS. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding,
 * https://opentelemetry.io/docs/specs/semconv/faas/, https://opentelemetry.io/docs/specs/semconv/messaging/
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { InvocationTrigger } from "../../platform/results.ts";
import type { SpanPhases, Trace, TraceSpan } from "./trace.ts";
import { causeKey } from "./trace-index.ts";

type AttributeValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly boolValue: boolean }
  | { readonly doubleValue: number };

interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly { readonly timeUnixNano: string; readonly name: string; readonly attributes: readonly Attribute[] }[];
  readonly status: { readonly code: number; readonly message?: string };
}

export interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

/** SpanKind and StatusCode by their numbers in the protocol. */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const STATUS = { unset: 0, error: 2 } as const;

export interface OtlpOptions {
  /** The project's name: `service.namespace`. */
  readonly project: string;
  /** Of Coldstart. */
  readonly version: string;
}

/** One resource for each function, and one for the services between them. */
export function toOtlp(traces: readonly Trace[], { project, version }: OtlpOptions): OtlpTraces {
  const byService = new Map<string, OtlpSpan[]>();
  for (const trace of traces) {
    const traceId = traceIdOf(trace);
    const functionOf = new Map<string, string>();
    for (const span of trace.spans) {
      const service = serviceOf(span, functionOf);
      functionOf.set(span.id, service);
      const spans = byService.get(service) ?? [];
      spans.push(...spansOf(span, traceId, trace.toMs));
      byService.set(service, spans);
    }
  }
  return {
    resourceSpans: [...byService].map(([service, spans]) => ({
      resource: {
        attributes: attributes({
          "service.name": service,
          "service.namespace": project,
          "cloud.provider": "aws",
          "telemetry.sdk.name": "coldstart",
          "telemetry.sdk.language": "webjs",
        }),
      },
      scopeSpans: [{ scope: { name: "coldstart", version }, spans }],
    })),
  };
}

/** X-Ray's Root ("1-5759e988-bd86…") is a trace id with its parts parted; where none is known, one is made of the root. */
function traceIdOf({ traceId, root }: Trace): string {
  const digits = traceId?.replace(/^1-/, "").replaceAll("-", "");
  return digits !== undefined && /^[0-9a-f]{32}$/.test(digits) ? digits : hashOf(causeKey(root), 16);
}

const spanIdOf = (id: string) => hashOf(id, 8);

function hashOf(text: string, bytes: number): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, bytes));
}

function serviceOf(span: TraceSpan, functionOf: ReadonlyMap<string, string>): string {
  if (span.type === "request") return span.functionName;
  if (span.type === "event") return span.event.at;
  return functionOf.get(span.parentId ?? "") ?? "unknown";
}

/** A request has its phases as spans within it. */
function spansOf(span: TraceSpan, traceId: string, untilMs: number): readonly OtlpSpan[] {
  const base = {
    traceId,
    spanId: spanIdOf(span.id),
    ...(span.parentId === undefined ? {} : { parentSpanId: spanIdOf(span.parentId) }),
    startTimeUnixNano: nanos(span.fromMs),
    endTimeUnixNano: nanos(span.toMs ?? Math.max(untilMs, span.fromMs)),
  };
  if (span.type === "call") return [{ ...base, ...aboutCall(span) }];
  if (span.type === "event") return [{ ...base, ...aboutEvent(span) }];
  return [{ ...base, ...aboutRequest(span) }, ...phasesOf(span, base)];
}

type About = Pick<OtlpSpan, "name" | "kind" | "attributes" | "events" | "status">;
type Of<T extends TraceSpan["type"]> = Extract<TraceSpan, { type: T }>;

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/faas/#faas-trigger */
const FAAS_TRIGGER: Readonly<Record<InvocationTrigger, string>> = {
  http: "http",
  invoke: "other",
  schedule: "timer",
  upload: "datasource",
  queue: "pubsub",
  table: "datasource",
  alarm: "other",
  topic: "pubsub",
  function: "other",
  async: "other",
};

function aboutRequest({ functionName, requestId, attempt, batch, view }: Of<"request">): About {
  const failed = view !== undefined && view.status !== "ok";
  return {
    name: functionName,
    kind: view?.trigger === "queue" || view?.trigger === "topic" || view?.trigger === "table" ? KIND.consumer : KIND.server,
    attributes: attributes({
      "faas.name": functionName,
      "faas.invocation_id": requestId,
      "faas.version": view?.version,
      "faas.coldstart": view?.coldStart,
      "faas.trigger": view && FAAS_TRIGGER[view.trigger],
      "faas.instance": view?.containerId,
      "faas.max_memory": view && view.memoryMb * 1_048_576,
      "error.type": failed ? (view.error?.errorType ?? view.status) : undefined,
      "coldstart.attempt": attempt,
      "coldstart.reason": view?.reason,
      "coldstart.billed_duration_ms": view?.billed.billedMs,
      "messaging.batch.message_count": batch > 1 ? batch : undefined,
    }),
    events: (view?.logs ?? [])
      .filter(({ from }) => from !== "platform")
      .map(({ atMs, text, level }) => ({
        timeUnixNano: nanos(atMs),
        name: "log",
        attributes: attributes({ "log.severity": level, message: text }),
      })),
    status: failed ? { code: STATUS.error, message: view.error?.errorMessage ?? view.status } : { code: STATUS.unset },
  };
}

/** The parts of a request that are no work of the handler: what a person looks for in a cold start. */
function phasesOf(
  { id, phases, view }: Of<"request">,
  base: Pick<OtlpSpan, "traceId" | "spanId"> & { readonly startTimeUnixNano: string },
): readonly OtlpSpan[] {
  if (!phases || !view) return [];
  let atMs = view.arrivedAtMs;
  const names = ["queueMs", "provisionMs", "initMs"] as const satisfies readonly (keyof SpanPhases)[];
  return names.flatMap((name) => {
    const fromMs = atMs;
    atMs += phases[name];
    if (phases[name] === 0) return [];
    return [
      {
        traceId: base.traceId,
        spanId: spanIdOf(`${id} ${name}`),
        parentSpanId: base.spanId,
        name: name.replace(/Ms$/, ""),
        kind: KIND.internal,
        startTimeUnixNano: nanos(fromMs),
        endTimeUnixNano: nanos(atMs),
        attributes: attributes({ "coldstart.modelled": name === "provisionMs" }),
        events: [],
        status: { code: STATUS.unset },
      },
    ];
  });
}

function aboutCall({ call }: Of<"call">): About {
  const { service, operation, target, status, error } = call;
  const isNetwork = service === "network";
  return {
    name: isNetwork ? operation : `${service} ${operation}`,
    kind: KIND.client,
    attributes: attributes({
      "rpc.system": isNetwork ? undefined : "aws-api",
      "rpc.service": isNetwork ? undefined : service,
      "rpc.method": isNetwork ? undefined : operation,
      "url.full": isNetwork ? target : undefined,
      "coldstart.target": isNetwork ? undefined : target,
      "http.response.status_code": status === 0 ? undefined : status,
      "error.type": error,
    }),
    events: [],
    status: error === undefined ? { code: STATUS.unset } : { code: STATUS.error, message: error },
  };
}

function aboutEvent({ event }: Of<"event">): About {
  const { at, eventId, end, deliveries } = event;
  const [kind = ""] = at.split(":");
  const lost = end?.fate === "dead-lettered" || end?.fate === "expired" || end?.fate === "discarded";
  return {
    name: `${at} ${kind === "queue" ? "message" : "event"}`,
    kind: KIND.producer,
    attributes: attributes({
      "messaging.system": kind === "queue" ? "aws_sqs" : kind === "topic" ? "aws_sns" : undefined,
      "messaging.destination.name": at.slice(kind.length + 1),
      "messaging.message.id": eventId,
      "coldstart.deliveries": deliveries.length,
      "coldstart.fate": end?.fate,
    }),
    events: [],
    status: lost ? { code: STATUS.error, message: end.detail ?? end.fate } : { code: STATUS.unset },
  };
}

function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): readonly Attribute[] {
  return Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: otlpValue(value) }]));
}

function otlpValue(value: string | number | boolean): AttributeValue {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Nanoseconds since 1970 as a decimal text: beyond what a double holds exactly. */
function nanos(ms: number): string {
  const wholeMs = Math.floor(ms);
  return (BigInt(wholeMs) * 1_000_000n + BigInt(Math.round((ms - wholeMs) * 1_000_000))).toString();
}
