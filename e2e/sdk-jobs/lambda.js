const { LambdaClient, InvokeCommand, ResourceNotFoundException } = require("@aws-sdk/client-lambda");

const lambda = new LambdaClient({});
const parsed = (payload) => JSON.parse(Buffer.from(payload).toString());
const invoke = (FunctionName, body, more = {}) => lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(body), ...more }));

exports.handler = async () => {
  const sync = await invoke("callee", { n: 20 });
  const failed = await invoke("callee", { fail: true }, { LogType: "Tail" });
  const event = await invoke("callee", { n: 1 }, { InvocationType: "Event" });
  const nobody = await invoke("nobody", {}).catch((error) => [
    error.name,
    error instanceof ResourceNotFoundException,
    error.$metadata.httpStatusCode,
  ]);
  return {
    sync: { status: sync.StatusCode, payload: parsed(sync.Payload), error: sync.FunctionError ?? null, version: sync.ExecutedVersion },
    failed: { status: failed.StatusCode, error: failed.FunctionError, payload: parsed(failed.Payload) },
    logTail: Buffer.from(failed.LogResult, "base64").toString().includes("about to fail"),
    event: { status: event.StatusCode, payload: event.Payload?.length ?? 0 },
    nobody,
  };
};
