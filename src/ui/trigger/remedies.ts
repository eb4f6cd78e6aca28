/** What can be done about a request that failed: by the error's type as the runtime and the platform name it. */
import type { InvocationView } from "../../platform/results.ts";

const BY_TYPE: Readonly<Record<string, string>> = {
  "Runtime.HandlerNotFound": "Export the handler under the name that the function's settings say.",
  "Runtime.MalformedHandlerName": 'Write the handler as "file.export", like "index.handler".',
  "Runtime.ImportModuleError": "Check the import's name, and that its file is in this function.",
  "Runtime.UserCodeSyntaxError": "Mend the code at the line that the trace names, then deploy.",
  "Runtime.UnhandledPromiseRejection": "Await the promise or catch its rejection, so that the handler answers.",
  "Runtime.NodeJsExit": "The handler's promise never settles and nothing is left to run. Resolve it, or call the callback.",
  "Runtime.JSONStringifyError": "Answer with what JSON can hold: no BigInt, nothing that contains itself.",
  "Runtime.InvalidStreamingOperation": "Set the content type before the first write, and end the stream.",
  "Runtime.CallbackHandlerDeprecated": "Make the handler async, or choose the nodejs22.x runtime.",
  "Function.ResponseSizeTooLarge": "Answer with less: a synchronous response holds 6 MB.",
  RequestTooLargeException: "Give it a smaller event: a synchronous one holds 6 MB.",
};

const MEND = "Mend the code at the first line of the trace, then deploy and try again.";

export function remedyFor({ status, error, reason, memoryMb }: InvocationView): string {
  if (status === "throttled") return throttleRemedy(reason);
  if (status === "timeout") return "Look at the last log line before it stopped, or raise the time limit in the function's settings.";
  const known = error && BY_TYPE[error.errorType];
  if (known) return known;
  if (status === "crashed") return crashRemedy(error?.errorMessage ?? "", reason, memoryMb);
  return error?.trace?.length ? MEND : "Look at the log, mend the code, then deploy and try again.";
}

function throttleRemedy(reason: string): string {
  if (reason.includes("reserved concurrency is 0")) return "Raise the reserved concurrency in the function's settings, or take it away.";
  if (reason.includes("reserved concurrency")) return "Wait until one ends, or raise the reserved concurrency in the function's settings.";
  if (reason.includes("browser")) return "Wait until one ends. This limit is the browser's, not the cloud's.";
  return "Wait until one ends, or raise the account's concurrency in the settings.";
}

function crashRemedy(message: string, reason: string, memoryMb: number): string {
  if (/memory/i.test(reason) || /memory/i.test(message))
    return `Hold less in memory at once, or give the function more than ${memoryMb} MB.`;
  if (/killed by hand/i.test(reason) || message.includes("signal: killed"))
    return `It was killed: by hand, or over its ${memoryMb} MB. The next request starts a new process.`;
  return "Let the handler answer instead of ending the process. The next request starts it again.";
}
