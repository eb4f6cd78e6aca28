/**
 * The built-ins that the truth of a number hangs on, taken before any user code is loaded. User code may overwrite every
 * global it likes: what is measured, sent and parsed goes through these.
 */
const { apply } = Reflect;
const getterOf = (prototype: object, name: string) => {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!getter) throw new Error(`This browser has no getter ${name}.`);
  return (of: object): unknown => apply(getter, of, []);
};

const performanceNow = performance.now;
const nativePerformance = performance;
const portPost = MessagePort.prototype.postMessage;

export const applyFunction = apply;
export const nowMs = (): number => apply(performanceNow, nativePerformance, []);
export const epochMs = Date.now;
export const NativeDate = Date;
export const parseJson = JSON.parse;
export const stringifyJson = JSON.stringify;
export const eventData = getterOf(MessageEvent.prototype, "data");
export const errorEventError = getterOf(ErrorEvent.prototype, "error");
export const rejectionReason = getterOf(PromiseRejectionEvent.prototype, "reason");
export const postTo = (port: MessagePort, message: unknown): void => apply(portPost, port, [message]);
export const NativePromise = Promise;
export const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);
export const nativeClearTimeout = globalThis.clearTimeout.bind(globalThis);
export const nativeSetInterval = globalThis.setInterval.bind(globalThis);
export const nativeClearInterval = globalThis.clearInterval.bind(globalThis);
export const NativeMessageChannel = MessageChannel;
export const waitAtomically = Atomics.wait;

const encoder = new TextEncoder();
const encode = encoder.encode;
/** UTF-8 length without trusting anything user code could have replaced. */
export const utf8Bytes = (text: string): number => (apply(encode, encoder, [text]) as Uint8Array).byteLength;
