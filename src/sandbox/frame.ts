/**
 * The sandbox frame: starts and ends containers on the page's word, thaws them, keeps each environment's /tmp, and
 * measures memory. It holds no user code itself and is not on the path of an answer. It takes commands from its parent
 * only, on a port that the parent handed over once.
 */
import type { FromFrame } from "../protocol/from-frame.ts";
import type { FrameGreeting, ToFrame } from "../protocol/to-frame.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { ContainerStart } from "./container-start.ts";
import type { TmpChange } from "./node/node-host.ts";
import { createTmpMirror, type TmpMirror } from "./tmp-mirror.ts";
import { answerCryptoCalls } from "./web-crypto-desk.ts";

/** The container's script, put into this page by the build. */
declare const __CONTAINER_SCRIPT__: string;

interface Environment {
  readonly tmp: TmpMirror;
  worker: Worker | undefined;
  workerUrl: string | undefined;
  gate: Int32Array | undefined;
}

interface MeasuredMemory {
  readonly breakdown: readonly { readonly bytes: number; readonly attribution: readonly { readonly url: string }[] }[];
}

const canBlock = globalThis.crossOriginIsolated && typeof SharedArrayBuffer === "function";
const workerScript = new Blob([__CONTAINER_SCRIPT__], { type: "text/javascript" });
const scripts = new Map<string, string>();
const environments = new Map<string, Environment>();

addEventListener("message", (event: MessageEvent) => {
  const [control] = event.ports;
  const greeting = event.data as Partial<FrameGreeting> | null;
  if (event.source !== parent || greeting?.type !== "coldstart-frame" || !control || attached) return;
  attached = true;
  control.onmessage = (command: MessageEvent) => obey(command.data as ToFrame, command.ports[0], (message) => control.postMessage(message));
  const ready: FromFrame = { type: "ready", protocol: PROTOCOL_VERSION, freezeMode: canBlock ? "blocking" : "held-timers" };
  control.postMessage(ready);
});
let attached = false;

function obey(command: ToFrame, port: MessagePort | undefined, send: (message: FromFrame) => void): void {
  switch (command.type) {
    case "add-script":
      scripts.set(command.key, URL.createObjectURL(new Blob([command.text], { type: "text/javascript" })));
      break;
    case "drop-script":
      URL.revokeObjectURL(scripts.get(command.key) ?? "");
      scripts.delete(command.key);
      break;
    case "start-container":
      if (port) startContainer(command, port, send);
      break;
    case "thaw-container":
      thaw(command.containerId);
      break;
    case "end-process":
      endProcess(environments.get(command.containerId));
      break;
    case "remove-container":
      endProcess(environments.get(command.containerId));
      environments.delete(command.containerId);
      break;
    case "measure-memory":
      void measureMemory(send);
      break;
    case "ping":
      send({ type: "pong", serial: command.serial });
      break;
  }
}

function startContainer(
  command: Extract<ToFrame, { type: "start-container" }>,
  port: MessagePort,
  send: (message: FromFrame) => void,
): void {
  const known = environments.get(command.containerId);
  endProcess(known);
  const environment: Environment = known ?? {
    tmp: createTmpMirror(command.tmpLimitBytes, Date.now),
    worker: undefined,
    workerUrl: undefined,
    gate: undefined,
  };
  environments.set(command.containerId, environment);
  const gate = canBlock ? new SharedArrayBuffer(4) : undefined;
  const tmp = new MessageChannel();
  tmp.port1.onmessage = (event) => environment.tmp.apply(event.data as TmpChange);
  const cryptoPort = crypto.subtle ? answerCryptoCalls(crypto.subtle) : undefined;
  // Each worker has an address of its own, by which the browser attributes memory to it.
  const workerUrl = URL.createObjectURL(workerScript);
  const worker = new Worker(workerUrl);
  worker.onerror = (event) => {
    event.preventDefault();
    send({
      type: "container-broken",
      containerId: command.containerId,
      message: String(event.message ?? "The worker did not start.").slice(0, 1_000),
    });
  };
  const start: ContainerStart = {
    port,
    tmpPort: tmp.port2,
    cryptoPort,
    gate,
    bundleUrl: scripts.get(command.bundleKey) ?? "",
    builtins: Object.fromEntries(command.builtins.map(({ name, key, requires }) => [name, { url: scripts.get(key) ?? "", requires }])),
    tmpEntries: environment.tmp.entries(),
    tmpLimitBytes: command.tmpLimitBytes,
  };
  worker.postMessage(start, [port, tmp.port2, ...(cryptoPort ? [cryptoPort] : [])]);
  environment.worker = worker;
  environment.workerUrl = workerUrl;
  environment.gate = gate ? new Int32Array(gate) : undefined;
}

function thaw(containerId: string): void {
  const gate = environments.get(containerId)?.gate;
  if (!gate) return;
  Atomics.add(gate, 0, 1);
  Atomics.notify(gate, 0);
}

function endProcess(environment: Environment | undefined): void {
  environment?.worker?.terminate();
  if (environment?.workerUrl) URL.revokeObjectURL(environment.workerUrl);
  if (environment) Object.assign(environment, { worker: undefined, workerUrl: undefined, gate: undefined });
}

/** Answers after the next garbage collection, and only once every frozen container has been thawed: the browser asks each worker. */
async function measureMemory(send: (message: FromFrame) => void): Promise<void> {
  const measure: unknown = Reflect.get(performance, "measureUserAgentSpecificMemory");
  if (typeof measure !== "function") return;
  const owners = new Map([...environments].map(([containerId, { workerUrl }]) => [workerUrl, containerId] as const));
  const measured = (await Reflect.apply(measure, performance, [])) as MeasuredMemory;
  const bytes = new Map<string, number>();
  for (const { bytes: part, attribution } of measured.breakdown) {
    const containerId = owners.get(attribution[0]?.url);
    if (containerId !== undefined) bytes.set(containerId, (bytes.get(containerId) ?? 0) + part);
  }
  send({ type: "memory-measured", bytes: [...bytes] });
}
