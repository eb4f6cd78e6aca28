/**
 * The container's calls of services: each goes up the port under a number of its own and waits for the answer with that
 * number, as a request on a socket would, also across a freeze. It keeps to the bounds that the page enforces: what is
 * too large is answered here, and what is too much at a time waits its turn.
 */
import { OPEN_SERVICE_CALLS, SERVICE_BODY_BYTES, SERVICE_INPUT_CHARS } from "../protocol/bounds.ts";
import type { FromContainer } from "../protocol/from-container.ts";
import type { ServiceAnswerMessage } from "../protocol/to-container.ts";
import type { EventLoop } from "./event-loop.ts";
import type { CallService, ServiceReply } from "./node/node-host.ts";

/** Taken before any user code is loaded. */
const NativePromise = Promise;

export interface ServiceCalls {
  readonly call: CallService;
  answered(message: ServiceAnswerMessage): void;
}

type ServiceCallMessage = Extract<FromContainer, { type: "service-call" }>;

export function createServiceCalls(send: (message: ServiceCallMessage) => void, loop: EventLoop): ServiceCalls {
  // No Map: user code may have replaced its methods.
  const waiting: Record<number, (reply: ServiceReply) => void> = { __proto__: null } as never;
  const queued: ServiceCallMessage[] = [];
  let nextQueued = 0;
  let open = 0;
  let lastId = 0;

  const sendNext = (): void => {
    while (open < OPEN_SERVICE_CALLS && nextQueued < queued.length) {
      const message = queued[nextQueued];
      nextQueued += 1;
      if (!message) continue;
      open += 1;
      send(message);
    }
    if (nextQueued < queued.length) return;
    queued.length = 0;
    nextQueued = 0;
  };

  return {
    call(service, operation, input, body) {
      if (input.length > SERVICE_INPUT_CHARS || (body?.byteLength ?? 0) > SERVICE_BODY_BYTES) return NativePromise.resolve(tooLarge());
      lastId += 1;
      const callId = lastId;
      const reply = new NativePromise<ServiceReply>((resolve) => {
        waiting[callId] = resolve;
      });
      // A copy: the caller may write on, and its buffer may be shared.
      const bytes = body === undefined ? {} : { body: new Uint8Array(body) };
      queued[queued.length] = { type: "service-call", callId, service, operation, input, ...bytes };
      sendNext();
      return loop.track(reply);
    },
    answered({ callId, status, output, body, error }) {
      const resolve = waiting[callId];
      if (!resolve) return;
      delete waiting[callId];
      open -= 1;
      resolve({ status, output, ...(body === undefined ? {} : { body }), ...(error === undefined ? {} : { error }) });
      sendNext();
    },
  };
}

function tooLarge(): ServiceReply {
  const message = `A call of a service takes at most ${SERVICE_INPUT_CHARS} characters of input and ${SERVICE_BODY_BYTES} bytes of content in this playground.`;
  return { status: 413, output: "{}", error: { code: "RequestEntityTooLarge", message } };
}
