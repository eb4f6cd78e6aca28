/** The context object, its keys in the order in which the runtime of each Node version makes them. */
import type { ContainerIdentity, InvokeMessage } from "../../protocol/to-container.ts";
import { nowMs } from "../primordials.ts";

export interface CallbackApi {
  getWaits(): boolean;
  setWaits(waits: boolean): void;
  readonly succeed: (result?: unknown) => void;
  readonly fail: (error?: unknown) => void;
  readonly done: (error?: unknown, result?: unknown) => void;
}

interface ContextParts {
  readonly identity: ContainerIdentity;
  readonly invoke: InvokeMessage;
  readonly deadlineMs: number;
}

function whatFollows({ identity }: ContextParts) {
  const { functionVersion, functionName, memoryLimitInMB, logGroupName, logStreamName } = identity;
  return { functionVersion, functionName, memoryLimitInMB, logGroupName, logStreamName };
}

function whoAsks({ identity, invoke }: ContextParts) {
  const clientContext = invoke.clientContext ?? undefined;
  return {
    clientContext,
    identity: undefined,
    invokedFunctionArn: identity.invokedFunctionArn,
    awsRequestId: invoke.requestId,
    tenantId: undefined,
  };
}

function remaining({ deadlineMs }: ContextParts) {
  return {
    getRemainingTimeInMillis: function getRemainingTimeInMillis() {
      return Math.max(0, Math.floor(deadlineMs - nowMs()));
    },
  };
}

/** nodejs22.x and before. `callbacks` is absent for a streaming handler. */
export function contextWithCallbacks(
  parts: ContextParts,
  waits: Pick<CallbackApi, "getWaits" | "setWaits">,
  callbacks: CallbackApi | undefined,
): object {
  const context = {};
  Object.defineProperty(context, "callbackWaitsForEmptyEventLoop", {
    get: waits.getWaits,
    set: waits.setWaits,
    enumerable: true,
    configurable: true,
  });
  return Object.assign(context, callbacks ? anonymously(callbacks) : {}, whatFollows(parts), whoAsks(parts), remaining(parts));
}

/** The three are anonymous in Lambda's client; a name would show in console.log(context). */
function anonymously({ succeed, fail, done }: CallbackApi): object {
  return {
    succeed: unnamed((result?: unknown) => succeed(result)),
    fail: unnamed((error?: unknown) => fail(error)),
    done: unnamed((error?: unknown, result?: unknown) => done(error, result)),
  };
}

function unnamed<T extends object>(value: T): T {
  return Object.defineProperty(value, "name", { value: "" });
}

/** nodejs24.x: no callbacks; promises only. */
export function contextOfPromises(parts: ContextParts): object {
  const { functionVersion, functionName, ...rest } = whatFollows(parts);
  return { ...whoAsks(parts), xRayTraceId: parts.invoke.traceId, ...remaining(parts), functionName, functionVersion, ...rest };
}
