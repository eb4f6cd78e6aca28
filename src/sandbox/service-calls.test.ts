import { expect, test } from "vitest";
import { OPEN_SERVICE_CALLS, SERVICE_BODY_BYTES, SERVICE_INPUT_CHARS } from "../protocol/bounds.ts";
import type { FromContainer } from "../protocol/from-container.ts";
import { parseFromContainer } from "../protocol/parse-container.ts";
import type { EventLoop } from "./event-loop.ts";
import { createServiceCalls } from "./service-calls.ts";

type ServiceCallMessage = Extract<FromContainer, { type: "service-call" }>;

function setUp() {
  const sent: ServiceCallMessage[] = [];
  const tracked: Promise<unknown>[] = [];
  const loop = {
    track: <T>(operation: Promise<T>) => {
      tracked.push(operation);
      return operation;
    },
  } as unknown as EventLoop;
  return { sent, tracked, calls: createServiceCalls((message) => void sent.push(message), loop) };
}

test("each call has the answer with its own number, in whichever order they come", async () => {
  const { calls, sent, tracked } = setUp();
  const first = calls.call("s3", "GetObject", "{}");
  const second = calls.call("s3", "HeadObject", "{}");
  const numbers = sent.map(({ callId }) => callId);
  calls.answered({ type: "service-answer", callId: numbers[1] ?? 0, status: 200, output: '{"second":1}' });
  calls.answered({
    type: "service-answer",
    callId: numbers[0] ?? 0,
    status: 404,
    output: "{}",
    error: { code: "NoSuchKey", message: "no" },
  });
  expect(await second).toEqual({ status: 200, output: '{"second":1}' });
  expect(await first).toEqual({ status: 404, output: "{}", error: { code: "NoSuchKey", message: "no" } });
  expect(tracked).toHaveLength(2);
});

test("an answer to a call that nobody made, or made once, is nothing", async () => {
  const { calls, sent } = setUp();
  const call = calls.call("s3", "GetObject", "{}");
  const callId = sent[0]?.callId ?? 0;
  for (const status of [200, 500]) calls.answered({ type: "service-answer", callId, status, output: "{}" });
  calls.answered({ type: "service-answer", callId: 99, status: 200, output: "{}" });
  expect((await call).status).toBe(200);
});

test("no more than so many are open at a time; the others wait in order", async () => {
  const { calls, sent } = setUp();
  const all = Array.from({ length: OPEN_SERVICE_CALLS + 2 }, (_none, at) => calls.call("sqs", `Op${at}`, "{}"));
  expect(sent).toHaveLength(OPEN_SERVICE_CALLS);
  for (let at = 0; at < all.length; at += 1)
    calls.answered({ type: "service-answer", callId: sent[at]?.callId ?? 0, status: 200, output: "{}" });
  await Promise.all(all);
  expect(sent.map(({ operation }) => operation)).toEqual(all.map((_none, at) => `Op${at}`));
});

test("the bytes are a copy that the page reads: the caller's own may change or be shared", () => {
  const { calls, sent } = setUp();
  const shared = new Uint8Array(new SharedArrayBuffer(2));
  shared[0] = 7;
  void calls.call("s3", "PutObject", "{}", shared);
  shared[0] = 8;
  expect(sent[0]?.body).toEqual(new Uint8Array([7, 0]));
  expect(parseFromContainer(sent[0]).ok).toBe(true);
});

test("what is too large is answered without a call", async () => {
  const { calls, sent } = setUp();
  const replies = [
    calls.call("sqs", "A", "x".repeat(SERVICE_INPUT_CHARS + 1)),
    calls.call("s3", "B", "{}", new Uint8Array(SERVICE_BODY_BYTES + 1)),
  ];
  for (const reply of replies) expect(await reply).toMatchObject({ status: 413, error: { code: "RequestEntityTooLarge" } });
  expect(sent).toEqual([]);
});
