/** From the platform's record and what was gathered beside it to what people see: printed log, mapped trace, cost. */
import { costUsd } from "../platform/billing.ts";
import type { FunctionError, InvocationRecord } from "../platform/invocation.ts";
import type { ProviderProfile } from "../platform/profiles/provider-profile.ts";
import { reasons } from "../platform/reasons.ts";
import { invocationLines } from "../platform/report-lines.ts";
import type { InvocationView, LogLine, ServiceCallTrace } from "../platform/results.ts";
import type { RequestTrace } from "../platform/services/trace-note.ts";
import { SYNC_PAYLOAD_BYTES } from "../protocol/bounds.ts";
import { BUNDLE_URL, type DeployedVersion } from "./deployed-version.ts";
import { type LogBook, printLines } from "./invocation-desk.ts";

const MB = 1_048_576;
/** What of an event or payload the views keep; the caller gets all of it. */
const KEPT_CHARS = 65_536;

interface Parts {
  readonly record: InvocationRecord;
  readonly profile: ProviderProfile;
  readonly deployed: DeployedVersion | undefined;
  readonly initLogs: LogBook | undefined;
  readonly logs: LogBook;
  readonly event: string;
  readonly payload: string | undefined;
  readonly trigger: InvocationView["trigger"];
  readonly calls: readonly ServiceCallTrace[];
  readonly trace: RequestTrace;
}

export async function makeView({
  record,
  profile,
  deployed,
  initLogs,
  logs,
  event,
  payload,
  trigger,
  calls,
  trace,
}: Parts): Promise<InvocationView> {
  const format = deployed?.definition.logFormat ?? "Text";
  const toSource = await stackMapper(deployed, [initLogs, logs], record.error);
  const print = (book: LogBook | undefined, requestId: string | undefined) =>
    book
      ? printLines(book, requestId, format).map((line): LogLine => (line.from === "stdout" ? line : { ...line, text: toSource(line.text) }))
      : [];
  const usedMb = Math.min(record.memoryMb, Math.ceil(profile.runtimeFootprintMb.value + (record.maxHeapBytes ?? 0) / MB));
  const lines =
    record.status === "throttled"
      ? []
      : invocationLines(record, { init: print(initLogs, undefined), run: print(logs, record.requestId), maxMemoryUsedMb: usedMb });
  const error = record.error ? { error: mapError(record.error, toSource) } : {};
  return {
    ...record,
    ...error,
    costUsd: costUsd(record.billed, profile),
    logs: lines,
    event: event.slice(0, KEPT_CHARS),
    ...(payload === undefined ? {} : { payload }),
    trigger,
    ...(calls.length === 0 ? {} : { calls }),
    ...trace,
  };
}

/** The lists keep thousands: a payload of megabytes is for the caller alone. */
export function forKeeping(view: InvocationView): InvocationView {
  return view.payload === undefined || view.payload.length <= KEPT_CHARS ? view : { ...view, payload: view.payload.slice(0, KEPT_CHARS) };
}

/** Lambda's API refuses the request before any function is asked. */
export function tooLarge(
  requestId: string,
  deployed: DeployedVersion,
  atMs: number,
  bytes: number,
  trigger: InvocationView["trigger"],
  trace: RequestTrace,
): InvocationView {
  const { definition, version } = deployed;
  const refused = reasons.tooLarge(SYNC_PAYLOAD_BYTES);
  const errorMessage = `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${SYNC_PAYLOAD_BYTES} bytes)`;
  return {
    requestId,
    functionName: definition.name,
    version,
    status: "error",
    error: { errorType: "RequestTooLargeException", errorMessage },
    coldStart: false,
    reason: refused.text,
    because: refused.kind,
    arrivedAtMs: atMs,
    endedAtMs: atMs,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 0,
    billed: { requests: 0, billedMs: 0, billedMbMs: 0 },
    split: { initUs: 0, runUs: 0, roundingUs: 0 },
    memoryMb: definition.memoryMb,
    costUsd: 0,
    logs: [],
    event: "",
    trigger,
    ...trace,
  };
}

function mapError(error: FunctionError, toSource: (text: string) => string): FunctionError {
  if (!error.trace) return error;
  const [head, ...frames] = toSource(error.trace.join("\n")).split("\n");
  return { ...error, trace: head === undefined || head === "" ? [] : [head, ...frames] };
}

/** The mapper is loaded with the first text that names a bundle's position: most requests need none. */
async function stackMapper(
  deployed: DeployedVersion | undefined,
  books: readonly (LogBook | undefined)[],
  error: FunctionError | undefined,
): Promise<(text: string) => string> {
  const names = (text: string) => text.includes(BUNDLE_URL);
  const needed = error?.trace?.length || books.some((book) => book?.lines.some(({ text }) => names(text)));
  if (!needed || !deployed) return (text) => text;
  try {
    const { createStackMapper } = await import("../bundler/stack-traces.ts");
    return createStackMapper(BUNDLE_URL, deployed.bundle.sourceMap);
  } catch {
    // The mapper could not be fetched or the map not be read: an answer with the bundle's positions is better than none.
    return (text) => text;
  }
}
