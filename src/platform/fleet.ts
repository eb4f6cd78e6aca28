/**
 * The containers and the functions they belong to: who is idle in which order, who is busy, how many are alive. It keeps
 * the books that decisions need at hand, so that no decision searches; it decides nothing itself.
 */
import type { ContainerPhase, ContainerSnapshot } from "./container.ts";
import type { NoteFleet } from "./fleet-note.ts";
import type { FunctionConfig } from "./function-config.ts";
import type { Reason } from "./reasons.ts";

/** How long an ended container stays in the views. */
const KEEP_ENDED_MS = 8_000;

export interface Container {
  readonly id: string;
  readonly config: FunctionConfig;
  readonly state: FunctionState;
  readonly bornAtMs: number;
  readonly startReason: Reason;
  /** Kept ready, and never evicted for being idle. */
  readonly provisioned: boolean;
  phase: ContainerPhase;
  phaseSinceMs: number;
  /** Rises with every change of phase: what was scheduled for an earlier one is void. */
  epoch: number;
  served: number;
  needsReset: boolean;
  initializedAtMs: number | undefined;
  initMs: number | undefined;
  requestId: string | undefined;
  evictsAtMs: number | undefined;
  endReason: Reason | undefined;
  retireReason: Reason | undefined;
  maxHeapBytes: number | undefined;
}

export interface FunctionState {
  config: FunctionConfig;
  /** Idle containers of the current version, most recently used last. */
  idle: Container[];
  /** Idle provisioned ones, likewise. */
  ready: Container[];
  /** How many provisioned containers live. */
  held: number;
  /** How many of those wanted are not tried again: they ended before they were ever ready. */
  givenUp: number;
  /** Live containers of the current version. */
  readonly live: Set<Container>;
  /** Concurrent executions, those of retired versions included. */
  inFlight: number;
  /** Has any container been started since the deploy? */
  started: boolean;
}

export class Fleet {
  readonly #noted: NoteFleet;
  readonly #functions = new Map<string, FunctionState>();
  readonly #containers = new Map<string, Container>();
  /** Live containers in order of birth. */
  readonly #live = new Set<Container>();
  /** Idle containers of all functions, least recently used first. */
  readonly #idle = new Set<Container>();
  #initializing = 0;
  #ended: Container[] = [];
  #born = 0;
  #inFlight = 0;
  /** What was removed and may still run: a function deployed under the same name inherits its concurrent executions. */
  readonly #removed = new Map<string, FunctionState>();

  constructor(noted: NoteFleet) {
    this.#noted = noted;
  }

  function(name: string): FunctionState | undefined {
    return this.#functions.get(name);
  }

  get(containerId: string): Container | undefined {
    return this.#containers.get(containerId);
  }

  /** Returns the containers of the version that is replaced. */
  deploy(config: FunctionConfig): readonly Container[] {
    const before = this.#functions.get(config.name);
    const inFlight = (before ?? this.#removed.get(config.name))?.inFlight ?? 0;
    this.#removed.delete(config.name);
    this.#functions.set(config.name, {
      config,
      idle: [],
      ready: [],
      held: 0,
      givenUp: 0,
      live: new Set(),
      inFlight,
      started: false,
    });
    return before ? [...before.live] : [];
  }

  remove(name: string): readonly Container[] {
    const state = this.#functions.get(name);
    this.#functions.delete(name);
    if (state) this.#removed.set(name, state);
    return state ? [...state.live] : [];
  }

  reserve(name: string, reservedConcurrency: number | undefined): void {
    const state = this.#functions.get(name);
    if (!state) return;
    const { reservedConcurrency: _before, ...config } = state.config;
    state.config = reservedConcurrency === undefined ? config : { ...config, reservedConcurrency };
  }

  functions(): Iterable<FunctionState> {
    return this.#functions.values();
  }

  /** Is any init under way? */
  isInitializing(): boolean {
    return this.#initializing > 0;
  }

  /** Concurrent executions of all functions. */
  inFlight(): number {
    return this.#inFlight;
  }

  reservedTotal(): number {
    let total = 0;
    for (const { config } of this.#functions.values()) total += config.reservedConcurrency ?? 0;
    return total;
  }

  /** Of the unreserved rest of the account: what functions that share it run, and what is provisioned for them. */
  unreservedInUse(): number {
    let inUse = this.#inFlight;
    for (const { config, inFlight } of this.#functions.values())
      inUse += config.reservedConcurrency === undefined ? Math.max(0, (config.provisionedConcurrency ?? 0) - inFlight) : -inFlight;
    return inUse;
  }

  liveCount(): number {
    return this.#live.size;
  }

  idle(): Iterable<Container> {
    return [...this.#idle];
  }

  /** Provisioned ones only where nothing else is idle and it must be. */
  leastRecentlyUsed(evenProvisioned = false): Container | undefined {
    for (const container of this.#idle) if (!container.provisioned) return container;
    if (evenProvisioned) for (const container of this.#idle) return container;
    return undefined;
  }

  start(state: FunctionState, startReason: Reason, atMs: number, provisioned = false): Container {
    this.#born += 1;
    const container: Container = {
      id: `c-${String(this.#born).padStart(2, "0")}`,
      config: state.config,
      state,
      bornAtMs: atMs,
      startReason,
      provisioned,
      phase: "provisioning",
      phaseSinceMs: atMs,
      epoch: 0,
      served: 0,
      needsReset: false,
      initializedAtMs: undefined,
      initMs: undefined,
      requestId: undefined,
      evictsAtMs: undefined,
      endReason: undefined,
      retireReason: undefined,
      maxHeapBytes: undefined,
    };
    this.#containers.set(container.id, container);
    this.#live.add(container);
    state.live.add(container);
    state.started = true;
    if (provisioned) state.held += 1;
    this.#noted({ type: "started", memoryMb: state.config.memoryMb, ...aboutContainer(container, startReason, atMs) });
    return container;
  }

  enter(container: Container, phase: ContainerPhase, atMs: number): void {
    if (container.phase === "initializing") this.#initializing -= 1;
    if (phase === "initializing") this.#initializing += 1;
    container.phase = phase;
    container.phaseSinceMs = atMs;
    container.epoch += 1;
    container.evictsAtMs = undefined;
    if (phase !== "idle") return;
    container.state[container.provisioned ? "ready" : "idle"].push(container);
    this.#idle.add(container);
  }

  initialized(container: Container, initMs: number, atMs: number): void {
    container.initMs = initMs;
    container.initializedAtMs = atMs;
    container.needsReset = false;
  }

  takeIdle(container: Container): void {
    const of = container.provisioned ? "ready" : "idle";
    const idle = container.state[of];
    if (idle.at(-1) === container) idle.pop();
    else container.state[of] = idle.filter((each) => each !== container);
    this.#idle.delete(container);
  }

  departed(container: Container): void {
    this.#current(container).inFlight += 1;
    this.#inFlight += 1;
  }

  landed(container: Container): void {
    this.#current(container).inFlight -= 1;
    this.#inFlight -= 1;
  }

  /** A retired container's executions count against the function as it is now. */
  #current(container: Container): FunctionState {
    const { name } = container.config;
    return this.#functions.get(name) ?? this.#removed.get(name) ?? container.state;
  }

  end(container: Container, phase: "evicted" | "failed", reason: Reason, atMs: number): void {
    if (container.phase === "idle") this.takeIdle(container);
    if (container.provisioned) {
      container.state.held -= 1;
      if (phase === "failed" && container.initializedAtMs === undefined) container.state.givenUp += 1;
    }
    this.enter(container, phase, atMs);
    container.endReason = reason;
    this.#noted({ type: "ended", how: phase, served: container.served, ...aboutContainer(container, reason, atMs) });
    this.#live.delete(container);
    container.state.live.delete(container);
    this.#ended.push(container);
    this.#forgetEnded(atMs);
  }

  /** Its process is ended, the environment stays. */
  resetting(container: Container, reason: Reason, atMs: number): void {
    container.needsReset = true;
    this.#noted({ type: "reset", ...aboutContainer(container, reason, atMs) });
  }

  /** Ended containers leave the views after a while, and the books after twice as long: a late message may still name them. */
  #forgetEnded(nowMs: number): void {
    while (this.#ended.length > 500 || (this.#ended[0] && nowMs - this.#ended[0].phaseSinceMs > KEEP_ENDED_MS * 2)) {
      const gone = this.#ended.shift();
      if (gone) this.#containers.delete(gone.id);
    }
  }

  snapshots(nowMs: number): readonly ContainerSnapshot[] {
    const ended = this.#ended.filter((container) => nowMs - container.phaseSinceMs <= KEEP_ENDED_MS);
    return [...ended, ...this.#live]
      .sort((a, b) => a.bornAtMs - b.bornAtMs || a.id.localeCompare(b.id, "en", { numeric: true }))
      .map(toSnapshot);
  }

  snapshot(containerId: string): ContainerSnapshot | undefined {
    const container = this.#containers.get(containerId);
    return container ? toSnapshot(container) : undefined;
  }
}

function aboutContainer({ id, config }: Container, { kind, text }: Reason, atMs: number) {
  return { atMs, containerId: id, functionName: config.name, version: config.version, because: kind, reason: text };
}

function toSnapshot(container: Container): ContainerSnapshot {
  const {
    id,
    config,
    phase,
    phaseSinceMs,
    bornAtMs,
    startReason,
    served,
    needsReset,
    initializedAtMs,
    initMs,
    requestId,
    evictsAtMs,
    endReason,
    retireReason,
    provisioned,
  } = container;
  return {
    id,
    functionName: config.name,
    version: config.version,
    memoryMb: config.memoryMb,
    phase,
    phaseSinceMs,
    bornAtMs,
    startReason: startReason.text,
    served,
    needsReset,
    retired: retireReason !== undefined,
    ...(provisioned ? { provisioned } : {}),
    ...(initializedAtMs === undefined ? {} : { initializedAtMs }),
    ...(initMs === undefined ? {} : { initMs }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(evictsAtMs === undefined ? {} : { evictsAtMs }),
    ...(endReason === undefined ? {} : { endReason: endReason.text }),
  };
}
