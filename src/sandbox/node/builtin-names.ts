/**
 * Which of Node's built-in modules exist here. The bundler leaves the imports of these to the runtime, and refuses the
 * others with the sentence given. Names are as user code writes them, without "node:".
 */

export const BUILTIN_NAMES: readonly string[] = [
  "assert",
  "assert/strict",
  "async_hooks",
  "buffer",
  "console",
  "constants",
  "crypto",
  "diagnostics_channel",
  "events",
  "fs",
  "fs/promises",
  "module",
  "os",
  "path",
  "path/posix",
  "path/win32",
  "perf_hooks",
  "process",
  "punycode",
  "querystring",
  "stream",
  "stream/consumers",
  "stream/promises",
  "stream/web",
  "string_decoder",
  "sys",
  "timers",
  "timers/promises",
  "tty",
  "url",
  "util",
  "util/types",
  "zlib",
];

/**
 * A bundle that imports one of these must be built with async functions lowered to generators and promises (esbuild:
 * `supported: { "async-await": false, "for-await": false, "async-generator": false }`). A browser gives no hook on a
 * native `await`, so the store of an AsyncLocalStorage could not be kept across it; a lowered `await` goes through
 * `Promise.prototype.then`, which async_hooks wraps.
 */
export const NEEDS_LOWERED_ASYNC: readonly string[] = ["async_hooks"];

const NO_PROCESSES = "A container runs one process and cannot start another; call a second function instead.";
const NO_SOCKETS = "A browser has no raw sockets; send requests with fetch.";
const NO_HTTP =
  "A browser has no raw sockets, so there is no HTTP client or server of Node's: send requests with fetch, answer through the handler's return value.";
const NO_ENGINE = "The code runs on the browser's JavaScript engine, which gives no access to its inner workings.";

/** Why each of the others is not here, and what to do instead. */
export const UNAVAILABLE_BUILTINS: Readonly<Record<string, string>> = {
  child_process: NO_PROCESSES,
  cluster: NO_PROCESSES,
  dgram: NO_SOCKETS,
  dns: `${NO_SOCKETS} Names cannot be resolved.`,
  "dns/promises": `${NO_SOCKETS} Names cannot be resolved.`,
  domain: "Domains are deprecated in Node.js; use try/catch, or an 'error' listener.",
  http: NO_HTTP,
  http2: NO_HTTP,
  https: NO_HTTP,
  inspector: `${NO_ENGINE} Use the browser's own developer tools.`,
  "inspector/promises": `${NO_ENGINE} Use the browser's own developer tools.`,
  net: NO_SOCKETS,
  readline: "A function has no terminal to read from; split text into lines with String.prototype.split.",
  "readline/promises": "A function has no terminal to read from; split text into lines with String.prototype.split.",
  repl: "A function has no terminal to read from; log with console.log.",
  sea: "Single executable applications cannot be made in a browser; deploy the function's files.",
  sqlite: "There is no native database here; keep data in a table of the project, or in memory.",
  test: "The test runner is no part of a function; check values with the assert module.",
  "test/reporters": "The test runner is no part of a function; check values with the assert module.",
  tls: NO_SOCKETS,
  trace_events: `${NO_ENGINE} Measure with perf_hooks.`,
  v8: `${NO_ENGINE} To copy a value, use structuredClone.`,
  vm: "Code cannot be run in a context of its own here; import it as a module.",
  wasi: "WASI is not available here; WebAssembly.instantiate is.",
  worker_threads: "A container runs one thread; call a second function to work in parallel.",
};
