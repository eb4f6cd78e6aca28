/** Against https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. */
import { describe, expect, test } from "vitest";
import type { JsonObject, ServiceAnswer } from "./service-call.ts";
import { functionNamed, ServicesUnderTest } from "./services-under-test.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";

function begin() {
  return new ServicesUnderTest({ functions: [functionNamed("worker"), functionNamed("own", { reservedConcurrency: 1 })] });
}

function invoke(input: JsonObject, from?: string): ServiceAnswer | undefined {
  return begin().call("lambda", "Invoke", input, from);
}

describe("who is invoked", () => {
  test.each(["worker", "worker:$LATEST", ARN, `${ARN}:$LATEST`, "123456789012:function:worker", "function:worker"])(
    "%s",
    (FunctionName) => {
      expect(invoke({ FunctionName, InvocationType: "DryRun" })).toEqual({ ok: true, output: { StatusCode: 204 } });
    },
  );

  test("by its qualifier", () => {
    expect(invoke({ FunctionName: "worker", Qualifier: "$LATEST", InvocationType: "DryRun" })?.ok).toBe(true);
  });

  test.each([
    ["nobody", {}, "ValidationException", 400, /Value null at 'functionName'/],
    ["an empty name", { FunctionName: "" }, "ValidationException", 400, /Member must not be null/],
    ["a number", { FunctionName: 7 }, "ValidationException", 400, /Member must not be null/],
    ["a name that can be none", { FunctionName: "a b/c" }, "ValidationException", 400, /Value 'a b\/c' .* regular expression pattern/],
    ["a very long one", { FunctionName: "?".repeat(100_000) }, "ValidationException", 400, /regular expression pattern/],
    ["an unknown one", { FunctionName: "other" }, "ResourceNotFoundException", 404, /^Function not found: .*:function:other$/],
    ["one that objects have", { FunctionName: "constructor" }, "ResourceNotFoundException", 404, /:function:constructor$/],
    ["an alias", { FunctionName: "worker:prod" }, "ResourceNotFoundException", 404, /:function:worker:prod$/],
    ["an alias, by its qualifier", { FunctionName: ARN, Qualifier: "prod" }, "ResourceNotFoundException", 404, /:function:worker:prod$/],
    [
      "in an unknown way",
      { FunctionName: "worker", InvocationType: "Later" },
      "ValidationException",
      400,
      /\[Event, RequestResponse, DryRun\]/,
    ],
    ["with half a payload", { FunctionName: "worker", Payload: "{" }, "InvalidRequestContentException", 400, /parse payload into json/],
    ["with a payload that is no text", { FunctionName: "worker", Payload: { a: 1 } }, "InvalidRequestContentException", 400, /json/],
    [
      "with more than 6 MB",
      { FunctionName: "worker", Payload: JSON.stringify("é".repeat(3_145_728)) },
      "RequestTooLargeException",
      413,
      /^6291458 byte payload is too large for the RequestResponse invocation type \(limit 6291456 bytes\)$/,
    ],
    [
      "later, with more than 1 MB",
      { FunctionName: "worker", InvocationType: "Event", Payload: JSON.stringify("x".repeat(1_048_576)) },
      "RequestTooLargeException",
      413,
      /too large for the Event invocation type/,
    ],
  ] as const)("%s", (_, input, code, status, message) => {
    const answer = invoke(input);
    expect(answer).toMatchObject({ ok: false, error: { code, status, message: expect.stringMatching(message) } });
    if (answer?.ok === false) expect(answer.error.message.length).toBeLessThan(1_000);
  });
});

describe("a synchronous invocation", () => {
  test("is answered when the function has answered, with the log where it is asked for", () => {
    const page = begin();
    const answer = page.begin("lambda", "Invoke", { FunctionName: "worker", Payload: '{"n":1}', LogType: "Tail" }, "caller");
    expect(answer()).toBeUndefined();
    expect(page.running("worker")).toMatchObject({ event: '{"n":1}', source: "function" });
    page.end("worker", { payload: '{"done":true}', logTailBase64: "bG9n" });
    expect(answer()).toEqual({
      ok: true,
      output: { StatusCode: 200, ExecutedVersion: "$LATEST", LogResult: "bG9n", Payload: '{"done":true}' },
    });
    expect(page.services.view().passes).toEqual([{ from: "function:caller", to: "function:worker", atMs: page.nowMs, count: 1 }]);
  });

  test.each([undefined, ""])("without a payload (%j) the event is null", (Payload) => {
    const page = begin();
    page.begin("lambda", "Invoke", { FunctionName: "worker", Payload });
    expect(page.running("worker").event).toBe("null");
  });

  test.each(["error", "timeout", "crashed"] as const)("of a function that ends in %s carries the error as its payload", (status) => {
    const page = begin();
    const answer = page.begin("lambda", "Invoke", { FunctionName: "worker" });
    page.end("worker", { status, error: { errorType: "Error", errorMessage: "no" }, logTailBase64: "bG9n" });
    expect(answer()).toEqual({
      ok: true,
      output: {
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        FunctionError: "Unhandled",
        Payload: '{"errorType":"Error","errorMessage":"no"}',
      },
    });
  });

  test.each([
    ["worker", "ConcurrentInvocationLimitExceeded"],
    ["own", "ReservedFunctionConcurrentInvocationLimitExceeded"],
  ])("of %s, throttled, is refused with the limit that was reached", (name, Reason) => {
    const page = begin();
    const answer = page.begin("lambda", "Invoke", { FunctionName: name });
    page.end(name, { status: "throttled" });
    expect(answer()).toEqual({
      ok: false,
      error: { code: "TooManyRequestsException", message: "Rate Exceeded.", status: 429, details: { Reason, Type: "User" } },
    });
  });

  test("of a function that does not build is refused with why, and not as throttled", () => {
    const page = begin();
    const answer = page.begin("lambda", "Invoke", { FunctionName: "worker" });
    page.refuse("worker", "The code of worker does not build.");
    expect(answer()).toMatchObject({
      ok: false,
      error: {
        code: "ResourceConflictException",
        status: 409,
        message: expect.stringMatching(/state: Failed\. The code of worker does not/),
      },
    });
  });

  test("is no event of the journal: nothing of it waits", () => {
    const page = begin();
    page.begin("lambda", "Invoke", { FunctionName: "worker" });
    expect(page.services.view().counts.accepted).toBe(0);
  });
});

test("an asynchronous invocation is accepted at once, under the id that it runs with", () => {
  const page = begin();
  const output = page.output("lambda", "Invoke", { FunctionName: "worker", InvocationType: "Event", Payload: "[1]" });
  expect(output).toEqual({ StatusCode: 202, RequestId: page.running("worker").requestId });
  expect(page.running("worker")).toMatchObject({ event: "[1]", source: "async" });
  page.end("worker");
  expect(page.services.view().counts).toMatchObject({ accepted: 1, processed: 1, waiting: 0 });
});
