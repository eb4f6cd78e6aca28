/** The words over the two kinds of lines. */
import type { HandlerTimes } from "../../store/handler-times.ts";
import { formatMs } from "../shared/format.ts";

export function costWords({ lastInitMs, runP50Ms }: HandlerTimes): { readonly init: string; readonly run: string } {
  return {
    init: lastInitMs === undefined ? "once per container" : `once per container, ${formatMs(lastInitMs)} last time`,
    run: runP50Ms === undefined ? "every request" : `every request, ${formatMs(runP50Ms)} at p50`,
  };
}
