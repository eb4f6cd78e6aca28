/** A function that calls another: waits for its answer, or only hands the event over. */
import { javascriptTemplate } from "./function-template.ts";

const CODE = `import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({});

// ?mode=sync waits for the answer, and this function is billed while it waits. ?mode=async hands the event over.
export const handler = async (event) => {
  const { mode = "sync", target = process.env.TARGET } = event.queryStringParameters ?? {};
  const { StatusCode, FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: target,
      InvocationType: mode === "async" ? "Event" : "RequestResponse",
      Payload: JSON.stringify({ from: "caller", queryStringParameters: { name: "caller" } }),
    }),
  );
  // 202: accepted, to run later. Nobody will tell this function how it went.
  if (mode === "async") return { target, statusOfInvoke: StatusCode };

  // An error of the other function is no error of the call: it stands here.
  const answer = JSON.parse(new TextDecoder().decode(Payload));
  return FunctionError ? { target, failed: answer } : { target, answer };
};
`;

export const CALLER = javascriptTemplate({
  id: "caller",
  label: "Caller",
  description: "Invokes another function, and waits for it or not.",
  code: CODE,
  // The starter's function; ?target= names another.
  settings: { timeoutMs: 10_000, environment: { TARGET: "hello" } },
  trigger: (name) => ({ type: "http", method: "ANY", path: `/${name}`, payloadFormat: "2.0" }),
});
