/** What asked for a request, in the words of lists and details. */
import type { InvocationTrigger } from "../../platform/results.ts";

export const ASKED_BY: Readonly<Record<InvocationTrigger, string>> = {
  http: "HTTP",
  invoke: "Invoke",
  schedule: "Schedule",
  upload: "Upload",
  queue: "Queue",
  table: "Table",
  alarm: "Alarm",
  topic: "Topic",
  function: "Function",
  async: "Asynchronous",
};
