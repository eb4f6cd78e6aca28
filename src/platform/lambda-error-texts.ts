/** The errors that Lambda's service answers where the runtime cannot. Texts as collected from public logs, see each. */
import type { ExitCause } from "./inputs.ts";
import type { FunctionError } from "./invocation.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (429) */
export function throttledError(): FunctionError {
  return { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." };
}

/** The payload of a timeout, as public logs of 2023 to 2026 show it. */
export function timedOutError(requestId: string, timeoutMs: number): FunctionError {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`,
  };
}

/** The process was ended by the platform: out of memory, or by hand. */
export function killedError(requestId: string): FunctionError {
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed` };
}

export function exitError(requestId: string, cause: ExitCause): FunctionError {
  if (cause.kind !== "exit") return killedError(requestId);
  if (cause.error) return cause.error;
  const how = cause.code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${cause.code}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: ${how}` };
}
