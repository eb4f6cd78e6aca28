/** node:events: the emitter and what stands beside it as static members. */
import {
  CAPTURE_REJECTION,
  defaults,
  type Emitter,
  ERROR_MONITOR,
  EventEmitter,
  initialize,
  type Listener,
  MAX_OF_TARGET,
  setDefaultMaxListeners,
  setMaxListeners,
} from "../events/emitter.ts";
import { addAbortListener, on, once } from "../events/waiting.ts";
import { throwingExports } from "../gaps.ts";
import { invalidArgType } from "../node-errors.ts";

const isEmitter = (value: unknown): value is Emitter =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "listeners") === "function";

/** A browser does not tell the listeners of an EventTarget. */
function getEventListeners(source: unknown, name: string | symbol): Listener[] {
  if (isEmitter(source)) return source.listeners(name);
  throw invalidArgType("emitter", "EventEmitter", source);
}

function getMaxListeners(source: unknown): number {
  if (isEmitter(source)) return source.getMaxListeners();
  if (source instanceof EventTarget) return MAX_OF_TARGET.get(source) ?? defaults.maxListeners;
  throw invalidArgType("emitter", ["EventEmitter", "EventTarget"], source);
}

const listenerCount = (emitter: Emitter, name: string | symbol): number => emitter.listenerCount(name);

const accessor = (get: () => unknown, set: (value: never) => void) => ({ get, set, enumerable: true, configurable: true });

Object.defineProperties(EventEmitter, {
  captureRejections: accessor(
    () => defaults.captureRejections,
    (value: unknown) => {
      if (typeof value !== "boolean") throw invalidArgType("EventEmitter.captureRejections", "boolean", value);
      defaults.captureRejections = value;
    },
  ),
  defaultMaxListeners: accessor(() => defaults.maxListeners, setDefaultMaxListeners),
});

export default Object.assign(EventEmitter, throwingExports("events"), {
  addAbortListener,
  captureRejectionSymbol: CAPTURE_REJECTION,
  errorMonitor: ERROR_MONITOR,
  EventEmitter,
  getEventListeners,
  getMaxListeners,
  init: initialize,
  listenerCount,
  on,
  once,
  setMaxListeners,
  usingDomains: false,
});
