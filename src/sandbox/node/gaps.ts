/**
 * What Node's built-ins export and a browser cannot give: one table, read by the built-ins, which put a function that
 * throws in each place, and by the test that walks Node's own exports. A reason is one sentence for the person who called it.
 *
 * What is there and differs: process.nextTick runs in its turn among promises, not before them. process.stdout is an
 * EventEmitter with a Writable's methods, no stream.Writable. util.inspect shows every promise as pending, and looks into
 * no Proxy, WeakMap or WeakSet. assert(value) shows the value, not the source text. os.cpus() tells their number only.
 */
import { nodeError } from "./node-errors.ts";

type Gaps = Readonly<Record<string, string>>;

const NO_ENGINE = "A browser gives no access to the engine's inner workings.";
const NO_SYSTEM = "There is no operating system process under a browser's worker.";
const NO_USER = "A container in a browser has no user of an operating system.";
const NO_LOADER = "A function's files are bundled when it is deployed; nothing is loaded from files at run time.";
const NO_HOOKS = "A browser gives no hook on its promises and timers; use AsyncLocalStorage.";
const DEPRECATED = "Node.js deprecated it; use setTimeout, and the timer's own methods.";
const INTERNAL = "It is internal to Node.js.";
const NO_OPENSSL = "It is a part of OpenSSL, which a browser does not have.";

const NO_WATCH = "No other process changes a container's files; call your own code after a write.";

const NO_GLOB = "It is experimental in Node.js 22: use readdir with { recursive: true }.";

const each = (names: readonly string[], reason: string): Gaps => Object.fromEntries(names.map((name) => [name, reason]));

/** These throw when called, or when constructed. */
export const THROWING: Readonly<Record<string, Gaps>> = {
  assert: each(["CallTracker", "partialDeepStrictEqual"], "Compare what you need with deepStrictEqual."),
  async_hooks: each(["createHook", "executionAsyncId", "triggerAsyncId", "executionAsyncResource"], NO_HOOKS),
  "async_hooks.AsyncResource": each(["asyncId", "triggerAsyncId"], NO_HOOKS),
  buffer: { resolveObjectURL: "Hand the Blob itself on, and no URL made of it." },
  events: { EventEmitterAsyncResource: "Extend EventEmitter and call its listeners through an AsyncResource." },
  module: each(
    [
      ...["findSourceMap", "SourceMap", "register", "registerHooks", "runMain", "findPackageJSON", "stripTypeScriptTypes"],
      ...["enableCompileCache", "flushCompileCache", "getCompileCacheDir", "setSourceMapsSupport", "getSourceMapsSupport"],
    ],
    NO_LOADER,
  ),
  os: {
    ...each(["freemem", "loadavg", "getPriority", "setPriority"], NO_SYSTEM),
    userInfo: NO_USER,
  },
  path: { matchesGlob: "Match with a regular expression." },
  perf_hooks: {
    ...each(["monitorEventLoopDelay", "eventLoopUtilization"], NO_ENGINE),
    ...each(["createHistogram"], "Keep the values in an array."),
    timerify: "Measure with performance.now() before and after the call.",
  },
  "perf_hooks.performance": {
    ...each(["eventLoopUtilization", "markResourceTiming"], NO_ENGINE),
    timerify: "Measure with performance.now() before and after the call.",
  },
  process: {
    ...each(["kill", "umask", "cpuUsage", "threadCpuUsage", "resourceUsage", "availableMemory", "execve", "openStdin"], NO_SYSTEM),
    ...each(["getuid", "geteuid", "getgid", "getegid", "getgroups"], NO_USER),
    ...each(["setuid", "seteuid", "setgid", "setegid", "setgroups", "initgroups"], NO_USER),
    ...each(["getActiveResourcesInfo", "ref", "unref"], NO_ENGINE),
    ...each(["dlopen", "binding"], "Native code cannot run in a browser."),
    chdir: "A container stays in /var/task; use absolute paths.",
    loadEnvFile: "Set the function's environment variables, or read a text with util.parseEnv.",
    setSourceMapsEnabled: "Stack traces are mapped to the function's files by the page.",
    setUncaughtExceptionCaptureCallback: 'Listen to "uncaughtException".',
  },
  timers: each(["active", "_unrefActive", "enroll", "unenroll"], DEPRECATED),
  tty: each(["ReadStream", "WriteStream"], "No stream of a function is a terminal."),
  util: {
    ...each(["transferableAbortSignal", "transferableAbortController"], "A container has one thread, so there is none to transfer to."),
    diff: "Compare with assert.deepStrictEqual, whose message shows the difference.",
    getCallSite: "Use util.getCallSites.",
    setTraceSigInt: NO_SYSTEM,
  },
  "util/types": { isProxy: NO_ENGINE },
  crypto: {
    ...each(
      ["createSign", "createVerify", "sign", "verify", "Sign", "Verify"],
      "Sign and verify with crypto.webcrypto.subtle.sign and .verify.",
    ),
    ...each(
      ["createPublicKey", "createPrivateKey", "generateKeyPair", "generateKeyPairSync"],
      "Make and read asymmetric keys with crypto.webcrypto.subtle.generateKey and .importKey.",
    ),
    ...each(
      ["publicEncrypt", "publicDecrypt", "privateEncrypt", "privateDecrypt"],
      "Encrypt with RSA-OAEP through crypto.webcrypto.subtle.encrypt and .decrypt.",
    ),
    ...each(
      [
        ...["createDiffieHellman", "createDiffieHellmanGroup", "createECDH", "diffieHellman", "getDiffieHellman", "getCurves"],
        ...["DiffieHellman", "DiffieHellmanGroup", "ECDH"],
      ],
      "Agree on a key with ECDH or X25519 through crypto.webcrypto.subtle.deriveBits.",
    ),
    ...each(["checkPrime", "checkPrimeSync", "generatePrime", "generatePrimeSync"], "crypto.webcrypto.subtle makes keys that need primes."),
    ...each(["Certificate", "X509Certificate", "setEngine", "setFips"], "It is a part of OpenSSL, which a browser does not have."),
  },
  fs: { ...each(["watch", "watchFile", "unwatchFile"], NO_WATCH), ...each(["glob", "globSync"], NO_GLOB) },
  "fs/promises": { ...each(["watch"], NO_WATCH), ...each(["glob"], NO_GLOB) },
  zlib: {
    ...each(
      [
        ...["BrotliCompress", "BrotliDecompress", "brotliCompress", "brotliCompressSync", "brotliDecompress", "brotliDecompressSync"],
        ...["createBrotliCompress", "createBrotliDecompress", "ZstdCompress", "ZstdDecompress", "zstdCompress", "zstdCompressSync"],
        ...["zstdDecompress", "zstdDecompressSync", "createZstdCompress", "createZstdDecompress"],
      ],
      "Use gzip or deflate.",
    ),
  },
};

/** These are missing, as they are in some version of Node; reading them gives undefined. */
export const ABSENT: Readonly<Record<string, Gaps>> = {
  async_hooks: { asyncWrapProviders: INTERNAL },
  console: each(
    ["context", "createTask", "_stdoutErrorHandler", "_stderrErrorHandler", "_ignoreErrors", "_times", "_stdout", "_stderr"],
    NO_ENGINE,
  ),
  constants: each(
    [
      ...["OPENSSL_VERSION_NUMBER", "SSL_OP_*", "ENGINE_METHOD_*", "DH_*", "RSA_*", "TLS1_*", "POINT_CONVERSION_*"],
      ...["defaultCoreCipherList", "defaultCipherList", "EXTENSIONLESS_FORMAT_*"],
    ],
    NO_OPENSSL,
  ),
  crypto: each(["Cipher", "Decipher", "createCipher", "createDecipher"], "Node.js 22 has them no more."),
  events: each(["kMaxEventTargetListeners", "kMaxEventTargetListenersWarned"], INTERNAL),
  module: each(
    [
      ...["_stat", "_cache", "_pathCache", "_extensions", "globalPaths", "_debug", "_readPackage", "_findPath", "_nodeModulePaths"],
      ...["_resolveLookupPaths", "_load", "_resolveFilename", "_initPaths", "_preloadModules", "constants"],
    ],
    NO_LOADER,
  ),
  "perf_hooks.performance": { nodeTiming: NO_ENGINE },
  process: {
    ...each(["stdin", "report", "config", "permission", "finalization"], NO_SYSTEM),
    ...each(
      [
        ...["_rawDebug", "moduleLoadList", "_linkedBinding", "domain", "_exiting", "_getActiveRequests", "_getActiveHandles", "_kill"],
        ...["assert", "_fatalException", "_tickCallback", "_debugProcess", "_debugEnd", "_startProfilerIdleNotifier", "_eval"],
        ...["_stopProfilerIdleNotifier", "_preload_modules", "_disconnect", "_channel", "_handleQueue", "_pendingMessage"],
        "_send",
      ],
      INTERNAL,
    ),
    ...each(["channel", "connected", "disconnect", "send"], "They exist in processes that another Node.js process has started."),
  },
  util: { _exceptionWithHostPort: INTERNAL },
};

export function notAvailable(module: string, name: string, reason: string): Error {
  return nodeError(
    Error,
    "ERR_METHOD_NOT_IMPLEMENTED",
    `${module}.${name} is not available in this playground's Node.js runtime. ${reason}`,
  );
}

/** One throwing function for each gap of the module. */
export function throwingExports(module: string): Record<string, (...args: unknown[]) => never> {
  return Object.fromEntries(
    Object.entries(THROWING[module] ?? {}).map(([name, reason]) => {
      // No arrow function: it may be called with `new`.
      function gap(): never {
        throw notAvailable(module, name, reason);
      }
      Object.defineProperty(gap, "name", { value: name });
      return [name, gap];
    }),
  );
}
