/**
 * The page's end of the sandbox frame: makes it, notices when its process has died (a container that eats all memory
 * takes it along), makes a new one, and hands out containers. It decides nothing: what runs where is the platform's
 * business. A frame that answers no ping is dead: the browser tells a page nothing of the death of another process.
 */
import type { FromContainer } from "../protocol/from-container.ts";
import { parseFromContainer } from "../protocol/parse-container.ts";
import { parseFromFrame } from "../protocol/parse-frame.ts";
import type { InitMessage, InvokeMessage, ServiceAnswerMessage, ToContainer } from "../protocol/to-container.ts";
import type { FrameGreeting, ScriptRef, ToFrame } from "../protocol/to-frame.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";

const PING_EVERY_MS = 500;
/** A frame whose pings go unanswered this long, while this page's own timers run, is dead. */
const SILENCE_MS = 3_500;
/** Many containers that start at a time leave the frame little of a small machine: it is given longer for each of them. */
const SILENCE_PER_CONTAINER_MS = 100;
const MEASURE_EVERY_MS = 2_000;

export interface SandboxEvents {
  containerSaid(containerId: string, message: FromContainer): void;
  /** It sent what no honest runtime sends; it is no longer listened to. */
  containerLied(containerId: string, detail: string): void;
  /** Its script did not start. */
  containerBroken(containerId: string, message: string): void;
  memoryMeasured(bytes: ReadonlyMap<string, number>): void;
  /** The process is gone, and every container with it. A new frame is being made. */
  frameDied(silentForMs: number): void;
  frameReady(freezeMode: "blocking" | "held-timers"): void;
}

export interface StartRequest {
  readonly containerId: string;
  readonly mode: "fresh" | "reset";
  readonly bundle: Script;
  readonly builtins: readonly Script[];
  readonly tmpLimitBytes: number;
  readonly init: InitMessage;
}

export interface Script {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Other scripts that it asks for, by name. */
  readonly requires?: readonly string[];
}

export interface SandboxClient {
  start(request: StartRequest): void;
  invoke(containerId: string, message: InvokeMessage): void;
  /** To the process that is there now; to none, it is dropped. Its bytes are handed over: who answers keeps none of them. */
  answer(containerId: string, message: ServiceAnswerMessage): void;
  endProcess(containerId: string): void;
  remove(containerId: string): void;
  dropScript(key: string): void;
  /** False while the last pings are unanswered: the frame may be dead. */
  isResponsive(): boolean;
  dispose(): void;
}

interface Connection {
  readonly frame: HTMLIFrameElement;
  readonly control: MessagePort;
  readonly ports: Map<string, MessagePort>;
  readonly scripts: Set<string>;
  unansweredSinceMs: number | undefined;
}

export function createSandboxClient(html: Promise<string>, events: SandboxEvents): SandboxClient {
  let connection: Connection | undefined;
  let waiting: (() => void)[] = [];
  let serial = 0;
  let lastTickMs = performance.now();
  let measuredAtMs = 0;
  let measuring = false;
  let disposed = false;

  const whenConnected = (action: (connection: Connection) => void) => {
    if (connection) action(connection);
    else waiting.push(() => connection && action(connection));
  };
  const tell = (message: ToFrame, ports: Transferable[] = []) => whenConnected(({ control }) => control.postMessage(message, ports));

  async function connect(): Promise<void> {
    const frame = await mountFrame(await html);
    if (disposed) return frame.remove();
    const { port1: control, port2 } = new MessageChannel();
    const next: Connection = { frame, control, ports: new Map(), scripts: new Set(), unansweredSinceMs: undefined };
    control.onmessage = (event) => hear(next, event.data);
    const greeting: FrameGreeting = { type: "coldstart-frame", protocol: PROTOCOL_VERSION };
    frame.contentWindow?.postMessage(greeting, "*", [port2]);
  }

  function hear(from: Connection, data: unknown): void {
    const parsed = parseFromFrame(data);
    if (!parsed.ok) return;
    const message = parsed.value;
    switch (message.type) {
      case "ready":
        if (connection) return;
        connection = from;
        events.frameReady(message.freezeMode);
        for (const action of waiting.splice(0)) action();
        break;
      case "pong":
        if (message.serial === serial) from.unansweredSinceMs = undefined;
        break;
      case "container-broken":
        events.containerBroken(message.containerId, message.message);
        break;
      case "memory-measured":
        measuring = false;
        events.memoryMeasured(new Map(message.bytes));
        break;
    }
  }

  function listen(containerId: string, port: MessagePort): void {
    port.onmessage = (event) => {
      const parsed = parseFromContainer(event.data);
      if (parsed.ok) return events.containerSaid(containerId, parsed.value);
      close(containerId);
      events.containerLied(containerId, parsed.detail);
    };
  }

  function close(containerId: string): void {
    const port = connection?.ports.get(containerId);
    if (port) port.onmessage = null;
    port?.close();
    connection?.ports.delete(containerId);
  }

  function tick(): void {
    const nowMs = performance.now();
    // A page that was itself asleep (a background tab, a debugger) has no claim on anybody's silence.
    const slept = nowMs - lastTickMs > PING_EVERY_MS * 3;
    lastTickMs = nowMs;
    if (!connection) return;
    if (slept) connection.unansweredSinceMs = undefined;
    if (connection.unansweredSinceMs !== undefined && nowMs - connection.unansweredSinceMs > silenceMs(connection)) return bury(connection);
    if (connection.ports.size === 0 && connection.unansweredSinceMs === undefined) return;
    if (connection.unansweredSinceMs === undefined) {
      connection.unansweredSinceMs = nowMs;
      serial += 1;
      connection.control.postMessage({ type: "ping", serial } satisfies ToFrame);
    }
    if (!measuring && nowMs - measuredAtMs > MEASURE_EVERY_MS) {
      measuring = true;
      measuredAtMs = nowMs;
      connection.control.postMessage({ type: "measure-memory" } satisfies ToFrame);
    }
  }

  function silenceMs({ ports }: Connection): number {
    return SILENCE_MS + ports.size * SILENCE_PER_CONTAINER_MS;
  }

  function bury(dead: Connection): void {
    connection = undefined;
    measuring = false;
    for (const port of dead.ports.values()) port.close();
    dead.control.close();
    dead.frame.remove();
    events.frameDied(performance.now() - (dead.unansweredSinceMs ?? performance.now()));
    void connect();
  }

  const timer = setInterval(tick, PING_EVERY_MS);
  void connect();

  return {
    start({ containerId, mode, bundle, builtins, tmpLimitBytes, init }) {
      whenConnected((to) => {
        close(containerId);
        for (const { key, text } of [bundle, ...builtins]) {
          if (to.scripts.has(key)) continue;
          to.scripts.add(key);
          to.control.postMessage({ type: "add-script", key, text } satisfies ToFrame);
        }
        const { port1, port2 } = new MessageChannel();
        to.ports.set(containerId, port1);
        listen(containerId, port1);
        port1.postMessage(init satisfies ToContainer);
        const refs: ScriptRef[] = builtins.map(({ name, key, requires = [] }) => ({ name, key, requires }));
        to.control.postMessage(
          { type: "start-container", containerId, mode, bundleKey: bundle.key, builtins: refs, tmpLimitBytes } satisfies ToFrame,
          [port2],
        );
      });
    },
    invoke(containerId, message) {
      connection?.control.postMessage({ type: "thaw-container", containerId } satisfies ToFrame);
      connection?.ports.get(containerId)?.postMessage(message satisfies ToContainer);
    },
    answer(containerId, message) {
      const bytes = message.body === undefined ? [] : [message.body.buffer];
      connection?.ports.get(containerId)?.postMessage(message satisfies ToContainer, bytes);
    },
    endProcess(containerId) {
      close(containerId);
      tell({ type: "end-process", containerId });
    },
    remove(containerId) {
      close(containerId);
      tell({ type: "remove-container", containerId });
    },
    dropScript(key) {
      if (connection?.scripts.delete(key)) tell({ type: "drop-script", key });
    },
    isResponsive: () => connection?.unansweredSinceMs === undefined || performance.now() - connection.unansweredSinceMs < PING_EVERY_MS * 2,
    dispose() {
      disposed = true;
      clearInterval(timer);
      connection?.frame.remove();
      connection = undefined;
      waiting = [];
    },
  };
}

/** `srcdoc`: inherits the page's cross-origin embedder policy, so it needs no header of its own on any host. */
function mountFrame(html: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "cross-origin-isolated *");
  frame.title = "Sandbox in which functions run";
  frame.hidden = true;
  frame.srcdoc = html;
  return new Promise((resolve) => {
    frame.onload = () => resolve(frame);
    document.body.append(frame);
  });
}
