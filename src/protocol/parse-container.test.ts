import { describe, expect, test } from "vitest";
import {
  LOG_LINE_CHARS,
  LOG_LINES_PER_INVOCATION,
  RESPONSE_PAYLOAD_BYTES,
  SERVICE_BODY_BYTES,
  SERVICE_INPUT_CHARS,
  STREAMED_BYTES,
} from "./bounds.ts";
import { parseFromContainer } from "./parse-container.ts";

const requestId = "00000000-0000-4000-8000-000000000001";
const error = { errorType: "Error", errorMessage: "boom", trace: ["Error: boom", "    at handler"] };
const line = { atMs: 1, stream: "console", level: "INFO", text: "hello" };

const call = { type: "service-call", callId: 1, service: "s3", operation: "PutObject", input: '{"Bucket":"b"}' };

const VALID = [
  { type: "initialized", initMs: 12.5 },
  { type: "init-failed", initMs: 0, error },
  { type: "logs", lines: [line, { atMs: 2, stream: "stdout", text: "raw\n" }], dropped: 3 },
  { type: "completed", requestId, durationMs: 1.25, payload: '{"a":1}' },
  {
    type: "streamed",
    requestId,
    durationMs: 1,
    contentType: "text/plain",
    prelude: undefined,
    body: new Uint8Array([1]),
    error: undefined,
  },
  { type: "failed", requestId, durationMs: 1, error },
  call,
  { ...call, callId: 2, body: new Uint8Array([1, 2]) },
  { type: "exiting", code: 129, durationMs: 3, error: undefined },
];

describe("a container's honest messages", () => {
  test.each(VALID)("$type is read whole", (message) => {
    expect(parseFromContainer(message)).toEqual({ ok: true, value: message });
  });

  test("survive structured clone, as on the wire", () => {
    for (const message of VALID) expect(parseFromContainer(structuredClone(message)).ok).toBe(true);
  });

  test("fields nobody asked for are left behind", () => {
    const parsed = parseFromContainer({ type: "initialized", initMs: 1, extra: "x", __proto__: { polluted: true } });
    expect(parsed).toEqual({ ok: true, value: { type: "initialized", initMs: 1 } });
  });
});

const long = (length: number) => "x".repeat(length);

const INVALID: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a text", "completed"],
  ["a list", [1]],
  ["no type", {}],
  ["an unknown type", { type: "CONSTRUCT", path: ["constructor", "constructor"] }],
  ["a Comlink set", { type: "SET", path: ["__proto__", "polluted"], value: { type: "RAW", value: 1 } }],
  ["a negative duration", { type: "initialized", initMs: -1 }],
  ["a duration that is no number", { type: "initialized", initMs: "1" }],
  ["a duration of NaN", { type: "completed", requestId, durationMs: Number.NaN, payload: "1" }],
  ["an endless duration", { type: "completed", requestId, durationMs: Number.POSITIVE_INFINITY, payload: "1" }],
  ["a request id of another shape", { type: "completed", requestId: "1", durationMs: 1, payload: "1" }],
  ["a payload that is no text", { type: "completed", requestId, durationMs: 1, payload: { a: 1 } }],
  ["a payload over the limit", { type: "completed", requestId, durationMs: 1, payload: long(RESPONSE_PAYLOAD_BYTES + 1) }],
  [
    "a prelude that is no JSON",
    { type: "streamed", requestId, durationMs: 1, contentType: "text/plain", prelude: "{", body: new Uint8Array(1), error: undefined },
  ],
  ["a payload that is no JSON", { type: "completed", requestId, durationMs: 1, payload: '{"a":[' }],
  ["an error without a message", { type: "failed", requestId, durationMs: 1, error: { errorType: "E", trace: [] } }],
  ["a trace of objects", { type: "failed", requestId, durationMs: 1, error: { ...error, trace: [{}] } }],
  [
    "a trace without end",
    { type: "failed", requestId, durationMs: 1, error: { ...error, trace: Array.from({ length: 1_000 }, () => "at") } },
  ],
  ["a log line of a million characters", { type: "logs", lines: [{ ...line, text: long(LOG_LINE_CHARS + 1) }], dropped: 0 }],
  ["too many lines", { type: "logs", lines: Array.from({ length: LOG_LINES_PER_INVOCATION + 1 }, () => line), dropped: 0 }],
  ["a level of its own", { type: "logs", lines: [{ ...line, level: "SHOUT" }], dropped: 0 }],
  ["a line of the platform", { type: "logs", lines: [{ ...line, stream: "platform" }], dropped: 0 }],
  ["a count below nothing", { type: "logs", lines: [], dropped: -1 }],
  ["a body over the bound", { type: "streamed", requestId, durationMs: 1, contentType: "a", body: new Uint8Array(STREAMED_BYTES + 1) }],
  ["a body that is a text", { type: "streamed", requestId, durationMs: 1, contentType: "a", body: "abc" }],
  ["a call without a number", { ...call, callId: undefined }],
  ["a call below nothing", { ...call, callId: -1 }],
  ["a call of half a number", { ...call, callId: 0.5 }],
  ["a service that is no text", { ...call, service: ["s3"] }],
  ["a service without end", { ...call, service: long(41) }],
  ["an operation without end", { ...call, operation: long(2_049) }],
  ["an input that is no text", { ...call, input: { Bucket: "b" } }],
  ["an input over the bound", { ...call, input: long(SERVICE_INPUT_CHARS + 1) }],
  ["a call's body that is a text", { ...call, body: "abc" }],
  ["a call's body that is null", { ...call, body: null }],
  ["a call's body of other numbers", { ...call, body: new Float64Array(1) }],
  ["a call's body that both sides could write", { ...call, body: new Uint8Array(new SharedArrayBuffer(4)) }],
  ["a call's body over the bound", { ...call, body: new Uint8Array(SERVICE_BODY_BYTES + 1) }],
  ["an exit code that is no number", { type: "exiting", code: "0", durationMs: 1 }],
];

describe("anything else is refused", () => {
  test.each(INVALID)("%s", (_name, message) => {
    expect(parseFromContainer(message).ok).toBe(false);
  });

  test("a refusal says what was wrong in few words", () => {
    const parsed = parseFromContainer({ type: long(10_000) });
    expect(parsed.ok ? "" : parsed.detail.length).toBeLessThan(100);
  });
});
