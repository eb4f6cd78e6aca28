/** node:os: the system that a container shows, Linux on x64; what a browser does not tell throws. */
import { throwingExports } from "../gaps.ts";
import { host } from "../host.ts";
import { DLOPEN, ERRNO, PRIORITY, SIGNALS } from "../linux-constants.ts";

const cpuCount = (): number => globalThis.navigator?.hardwareConcurrency || 1;
const withoutSlash = (path: string) => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

const os = {
  ...throwingExports("os"),
  arch: (): string => "x64",
  availableParallelism: cpuCount,
  /** As many as the browser says; it tells nothing about them. */
  cpus: (): object[] =>
    Array.from({ length: cpuCount() }, () => ({ model: "unknown", speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
  endianness: (): string => (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? "LE" : "BE"),
  /** /tmp is the one directory that can be written. */
  homedir: (): string => host.env.HOME ?? "/tmp",
  hostname: (): string => "localhost",
  machine: (): string => "x86_64",
  networkInterfaces: (): object => ({}),
  platform: (): string => "linux",
  release: (): string => "0.0.0-coldstart",
  tmpdir: (): string => withoutSlash(host.env.TMPDIR || host.env.TMP || host.env.TEMP || "/tmp"),
  totalmem: (): number => host.memoryLimitMb * 1024 * 1024,
  type: (): string => "Linux",
  uptime: (): number => host.nowMs() / 1000,
  version: (): string => "#1 Coldstart, in a browser's worker",
  constants: Object.assign(Object.create(null) as object, {
    UV_UDP_REUSEADDR: 4,
    dlopen: DLOPEN,
    errno: ERRNO,
    signals: SIGNALS,
    priority: PRIORITY,
  }),
  EOL: "\n",
  devNull: "/dev/null",
};

for (const name of [
  "arch",
  "availableParallelism",
  "endianness",
  "homedir",
  "hostname",
  "machine",
  "platform",
  "release",
  "tmpdir",
  "type",
] as const) {
  const read = os[name];
  if (name !== "availableParallelism") Object.defineProperty(read, Symbol.toPrimitive, { value: () => read() });
}

export default os;
