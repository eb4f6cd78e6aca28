/**
 * The text of an HTTP event as if it arrived at another moment: the front door's id, the time and the trace header are
 * new, all else stays byte for byte. Two requests that differ in nothing else become the same text.
 */
import { commonLogTime, type HttpArrival } from "./http-event.ts";

export type ArrivalMarks = Pick<HttpArrival, "requestId" | "atMs" | "traceHeader">;

/** In the order in which http-event.ts and http-event-v1.ts write them; a text of the client's stands within quotes, escaped, and has no such run of keys. */
const MARKS_2 = /"requestId":"[^"\\]*",("routeKey":"(?:[^"\\]|\\.)*","stage":"[^"\\]*"),"time":"[^"\\]*","timeEpoch":\d+/;
const MARKS_1 = /"requestId":"[^"\\]*","requestTime":"[^"\\]*","requestTimeEpoch":\d+/;
const EXTENDED_ID = /"extendedRequestId":"[^"\\]*"/;
/** The first is the header; a parameter of that name comes after it. */
const TRACE = /"x-amzn-trace-id":"Root=[^"\\]*"/i;
const TRACE_LIST = /"X-Amzn-Trace-Id":\["Root=[^"\\]*"\]/;

/** What is no HTTP event stays as it is. */
export function freshHttpEvent(text: string, { requestId, atMs, traceHeader = "" }: ArrivalMarks): string {
  const time = commonLogTime(atMs);
  const epoch = Math.floor(atMs);
  // Given as functions: in a text, "$&" would mean something.
  const withTrace = (found: string) => `${found.slice(0, found.indexOf(":"))}:"${traceHeader}"`;
  if (MARKS_2.test(text)) {
    return text
      .replace(MARKS_2, (_, kept: string) => `"requestId":"${requestId}",${kept},"time":"${time}","timeEpoch":${epoch}`)
      .replace(TRACE, withTrace);
  }
  if (!MARKS_1.test(text)) return text;
  return text
    .replace(MARKS_1, () => `"requestId":"${requestId}","requestTime":"${time}","requestTimeEpoch":${epoch}`)
    .replace(EXTENDED_ID, () => `"extendedRequestId":"${requestId}"`)
    .replace(TRACE, withTrace)
    .replace(TRACE_LIST, () => `"X-Amzn-Trace-Id":["${traceHeader}"]`);
}

const NO_MARKS: ArrivalMarks = { requestId: "-", atMs: 0, traceHeader: "Root=-" };

/** For keeping: the same request at another moment is the same text. */
export function withoutArrivalMarks(text: string): string {
  return freshHttpEvent(text, NO_MARKS);
}
