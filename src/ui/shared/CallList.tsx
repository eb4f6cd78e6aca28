/** What a run called, in order: services and the network, each with when, how long and how it ended. */
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import { formatMs } from "./format.ts";
import "./CallList.css";

/** As AWS names them; what is not here is shown as it is. */
const SERVICE_NAMES: Readonly<Record<string, string>> = {
  s3: "S3",
  dynamodb: "DynamoDB",
  sqs: "SQS",
  sns: "SNS",
  events: "EventBridge",
  lambda: "Lambda",
  secretsmanager: "Secrets Manager",
  ssm: "Parameter Store",
  cloudwatch: "CloudWatch",
  network: "Network",
};

export function CallList({ invocation: { calls = [], arrivedAtMs } }: { invocation: InvocationView }) {
  if (calls.length === 0) return <p className="quiet">It called no service and nothing on the network.</p>;
  return (
    <table className="call-list">
      <caption className="visually-hidden">What it called</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            After
          </th>
          <th scope="col">Service</th>
          <th scope="col">Call</th>
          <th scope="col" className="num">
            Took
          </th>
          <th scope="col">Answer</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call, place) => (
          // Calls are only ever added at the end: the place is the identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <CallRow key={place} call={call} sinceMs={arrivedAtMs} />
        ))}
      </tbody>
    </table>
  );
}

function CallRow({ call, sinceMs }: { call: ServiceCallTrace; sinceMs: number }) {
  const { service, operation, target, atMs, durationMs, status, error } = call;
  return (
    <tr>
      <td className="num mono">{formatMs(Math.max(0, atMs - sinceMs))}</td>
      <td>{SERVICE_NAMES[service] ?? service}</td>
      <td className="call-what">
        {operation} <span className="mono muted">{target}</span>
      </td>
      <td className="num mono">{formatMs(durationMs)}</td>
      <td className={error === undefined ? "muted" : "call-bad"}>{error ?? status}</td>
    </tr>
  );
}
