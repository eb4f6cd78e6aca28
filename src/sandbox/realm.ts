/**
 * Turns a worker's global scope into a Lambda function's: adds what Node has (Buffer, process, global), takes away what
 * Node has not (so that libraries do not think they are in a page) and what could reach beyond the container (its own
 * channel to the frame, more workers, storage, sockets). The content security policy and the opaque origin refuse the
 * network and storage anyway; this is the second wall, and it makes the error say why.
 */
import type { RequireBuiltin } from "./builtin-registry.ts";
import type { EventLoop } from "./event-loop.ts";
import { createFetch } from "./fetch.ts";
import type { CallService } from "./node/node-host.ts";

/** Reaches beyond the container. */
const REACHING = [
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "EventSource",
  "XMLHttpRequest",
  "indexedDB",
  "caches",
  "cookieStore",
  "RTCDataChannel",
  "FileSystemSyncAccessHandle",
  "postMessage",
  "close",
  "importScripts",
  "onmessage",
  "onmessageerror",
  "requestAnimationFrame",
  "cancelAnimationFrame",
  "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
  "webkitResolveLocalFileSystemURL",
  "webkitResolveLocalFileSystemSyncURL",
];
/** Would make libraries believe that this is a page or a worker. */
const BROWSER_ONLY = [
  "self",
  "location",
  "WorkerGlobalScope",
  "DedicatedWorkerGlobalScope",
  "WorkerLocation",
  "WorkerNavigator",
  "onerror",
  "onunhandledrejection",
];

export function shapeRealm(scope: typeof globalThis, requireBuiltin: RequireBuiltin, loop: EventLoop, call: CallService): void {
  for (const name of [...REACHING, ...BROWSER_ONLY]) remove(scope, name);
  Object.defineProperty(scope, "fetch", { value: createFetch(call), writable: true, configurable: true, enumerable: true });
  Object.defineProperty(scope, "global", { value: scope, writable: true, configurable: true });
  defineLazily(scope, "process", () => requireBuiltin("process"));
  defineLazily(scope, "Buffer", () => (requireBuiltin("buffer") as { Buffer: unknown }).Buffer);
  trackOperations(loop);
}

function remove(scope: object, name: string): void {
  for (let holder: object | null = scope; holder !== null; holder = Object.getPrototypeOf(holder) as object | null) {
    if (Object.hasOwn(holder, name) && !Reflect.deleteProperty(holder, name)) Object.defineProperty(holder, name, { value: undefined });
  }
}

function defineLazily(scope: object, name: string, load: () => unknown): void {
  const set = (value: unknown) => Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
  Object.defineProperty(scope, name, {
    configurable: true,
    get: () => {
      const value = load();
      set(value);
      return value;
    },
    set,
  });
}

/** Operations that Node's loop would wait for, besides timers. */
function trackOperations(loop: EventLoop): void {
  const trackMethods = (holder: object | undefined, names: readonly string[]) => {
    for (const name of holder ? names : []) {
      const original: unknown = holder ? Reflect.get(holder, name) : undefined;
      if (typeof original !== "function") continue;
      const tracked = function (this: unknown, ...args: unknown[]): unknown {
        const result: unknown = Reflect.apply(original, this, args);
        return result instanceof Promise ? loop.track(result) : result;
      };
      Object.defineProperty(tracked, "name", { value: name });
      Object.defineProperty(holder, name, { value: tracked, writable: true, configurable: true, enumerable: true });
    }
  };
  const subtle: object | undefined = globalThis.crypto?.subtle ? Object.getPrototypeOf(globalThis.crypto.subtle) : undefined;
  trackMethods(subtle, [
    "encrypt",
    "decrypt",
    "sign",
    "verify",
    "digest",
    "generateKey",
    "deriveKey",
    "deriveBits",
    "importKey",
    "exportKey",
    "wrapKey",
    "unwrapKey",
  ]);
  trackMethods(Blob.prototype, ["arrayBuffer", "text", "bytes"]);
  trackMethods(Response.prototype, ["arrayBuffer", "text", "json", "blob", "bytes"]);
  trackMethods(ReadableStreamDefaultReader.prototype, ["read"]);
  trackMethods(WebAssembly, ["compile", "instantiate"]);
}
