/**
 * Carries what the live platform reports into the store, gathered: the store is told at most once a frame, however many
 * thousand requests a second end.
 */
import type { StoreApi } from "zustand";
import type { LiveListener, LivePlatform } from "./host/live-platform.ts";
import type { FleetNote } from "./platform/fleet-note.ts";
import type { InvocationView } from "./platform/results.ts";
import { NO_SERVICES, type ServicesView } from "./platform/services/services-view.ts";
import type { TraceNote } from "./platform/services/trace-note.ts";
import type { RunRecorder } from "./run-recorder.ts";
import type { Coldstart } from "./store/intents.ts";

/** The screen is told at most this often; tiles and countdowns move by themselves in between. */
const REPORT_EVERY_MS = 50;

/** While nothing happens, the clock and the always-on server still go on: whatever shows them is told so. */
const BEAT_MS = 1_000;

export interface Connection {
  readonly store: StoreApi<Coldstart>;
  readonly live: LivePlatform;
  readonly recorder: RunRecorder;
}

export interface Reporter {
  readonly listener: LiveListener;
  connect(connection: Connection): void;
  /** Tells the store now what is gathered: who asks it next is told all. */
  flush(): void;
}

export function createReporter(): Reporter {
  let connected: Connection | undefined;
  let ended: InvocationView[] = [];
  let fleet: FleetNote[] = [];
  let events: TraceNote[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let services: ServicesView = NO_SERVICES;
  const early: ((connection: Connection) => void)[] = [];

  const tell = (say: (connection: Connection) => void) => {
    if (connected) say(connected);
    else early.push(say);
  };

  const report = () => {
    timer = undefined;
    if (!connected) return;
    const { store, live, recorder } = connected;
    const { intents, project } = store.getState();
    if (ended.length > 0) intents.reportInvocations(ended);
    if (ended.length + fleet.length + events.length > 0) recorder.take({ ended, fleet, events });
    ended = [];
    fleet = [];
    events = [];
    reportServices(live.services.view());
    intents.reportPlatform({
      containers: live.containers(),
      totals: live.totals(),
      totalsByFunction: Object.fromEntries(project.functions.map(({ name }) => [name, live.totals(name)])),
      clock: { nowMs: live.clock.nowMs(), rate: live.clock.rate(), busy: live.isBusy() },
    });
  };
  const reportServices = (view: ServicesView) => {
    if (view === services) return;
    services = view;
    connected?.store.getState().intents.reportServices(view);
  };
  const schedule = () => {
    if (timer === undefined) timer = setTimeout(report, REPORT_EVERY_MS);
  };

  return {
    listener: {
      changed: schedule,
      servicesChanged: schedule,
      invocationEnded(view) {
        ended.push(view);
        schedule();
      },
      fleetNoted: (note) => fleet.push(note),
      eventNoted: (note) => events.push(note),
      sandboxChanged: (sandbox, freezeMode) => tell(({ store }) => store.getState().intents.reportSandbox(sandbox, freezeMode)),
      noticed: (kind, text, remedy) => tell(({ store }) => store.getState().intents.notify(kind, text, remedy)),
    },
    connect(connection) {
      connected = connection;
      for (const say of early.splice(0)) say(connected);
      schedule();
      setInterval(schedule, BEAT_MS);
    },
    flush() {
      clearTimeout(timer);
      report();
    },
  };
}
