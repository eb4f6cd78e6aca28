/**
 * The live driver of the services: performs their effects (runs functions, answers calls) and feeds back what happened, on
 * the platform's clock. The services' code is loaded when a project first needs it. It decides nothing.
 */
import type { InvocationRecord } from "../platform/invocation.ts";
import type { InvocationTrigger, InvocationView } from "../platform/results.ts";
import type { ServiceAnswer, ServiceCall } from "../platform/services/service-call.ts";
import type { Delivery, DeliveryOutcome } from "../platform/services/service-context.ts";
import type { Caller, Services, ServicesEffect, ServicesInput } from "../platform/services/services.ts";
import { NO_CONFIG, type ServicesConfig } from "../platform/services/services-config.ts";
import { NO_SERVICES, type ServicesView } from "../platform/services/services-view.ts";
import type { NoteTrace } from "../platform/services/trace-note.ts";
import { base64FromBytes } from "../platform/triggers/http-bytes.ts";

export interface ServiceDeskOptions {
  nowMs(): number;
  /** Runs the function once. */
  run(delivery: Delivery & { readonly requestId: string }, trigger: InvocationTrigger): Promise<InvocationView>;
  /** Resolves with why it cannot run, or with nothing when it can. */
  makeReady(functionName: string): Promise<string | undefined>;
  /** What the services hold, or what is due next, may have changed. */
  changed(): void;
  /** What becomes of events. */
  readonly noted: NoteTrace;
}

export interface ServiceDesk {
  /** The project's services as they are now. `needed`: load them at once, even if nothing calls. */
  configure(config: ServicesConfig, needed: boolean): void;
  /** Begins anew, with what an earlier page left, if anything. What is not answered yet is refused. */
  open(state: unknown): Promise<void>;
  /** Rejects where the services' code cannot be fetched, or fails on the call. */
  call(call: ServiceCall, caller?: Caller): Promise<ServiceAnswer>;
  /** For the metrics that alarms watch. */
  observe(record: InvocationRecord, concurrencyNow: number): void;
  timePassed(nowMs: number): void;
  nextDueMs(): number | undefined;
  /** Is anything being delivered? */
  isBusy(): boolean;
  view(): ServicesView;
  contentIds(): ReadonlySet<string>;
  /** Undefined while there is nothing to keep. */
  state(): unknown;
}

const NO_CONTENTS: ReadonlySet<string> = new Set();
/** The last of the log that Invoke gives back when asked. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const LOG_TAIL_BYTES = 4_096;
const CLOSED: ServiceAnswer = {
  ok: false,
  error: {
    code: "ProjectClosed",
    message: "Another project was opened, or this one was reset, before the call was answered. Call again.",
    status: 410,
  },
};

export function createServiceDesk({ nowMs, run, makeReady, changed, noted }: ServiceDeskOptions): ServiceDesk {
  let config = NO_CONFIG;
  let services: Services | undefined;
  let loading: Promise<Services | undefined> | undefined;
  let isNeeded = false;
  let era = 0;
  let delivering = 0;
  let calls = 0;
  const replies = new Map<string, (answer: ServiceAnswer) => void>();

  /** Undefined where another project was opened meanwhile: its services are others. */
  const begin = async (state: unknown): Promise<Services | undefined> => {
    const startedIn = era;
    const { createServices } = await import("../platform/services/create-services.ts");
    if (startedIn !== era) return undefined;
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
    services = createServices({ config, seed, nowMs: nowMs(), state, noted });
    changed();
    return services;
  };

  const load = (state?: unknown): Promise<Services | undefined> => {
    const begun = begin(state);
    loading = begun;
    // What could not be fetched is asked for again at the next call.
    begun.catch(() => {
      if (loading === begun) loading = undefined;
    });
    return begun;
  };

  const feed = (to: Services, input: ServicesInput) => {
    for (const effect of to.handle(input)) perform(to, effect);
    changed();
  };

  const perform = (to: Services, effect: ServicesEffect) => {
    if (effect.type === "invoke-function") return void deliver(to, effect.delivery);
    replies.get(effect.callId)?.(effect.answer);
    replies.delete(effect.callId);
  };

  /** What ends after another project was opened is told to nobody. */
  const deliver = async (to: Services, delivery: Delivery & { readonly requestId: string }): Promise<void> => {
    delivering += 1;
    const { requestId, functionName, source } = delivery;
    const tell = (input: ServicesInput) => {
      delivering -= 1;
      if (to === services) feed(to, input);
      else changed();
    };
    try {
      const why = await makeReady(functionName);
      if (why !== undefined) return tell({ type: "delivery-refused", atMs: nowMs(), requestId, message: why });
      const view = await run(delivery, source === "async" ? "async" : source);
      tell({ type: "delivery-ended", atMs: nowMs(), outcome: outcomeOf(view, source === "function") });
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      tell({ type: "delivery-refused", atMs: nowMs(), requestId, message });
    }
  };

  return {
    configure(next, needed) {
      config = next;
      isNeeded = needed;
      if (services) feed(services, { type: "configured", atMs: nowMs(), config });
      else if (needed) loading ??= load();
    },
    async open(state) {
      era += 1;
      services = undefined;
      loading = undefined;
      for (const reply of replies.values()) reply(CLOSED);
      replies.clear();
      if (state === undefined && !isNeeded) return changed();
      await load(state);
    },
    async call(call, caller) {
      const askedIn = era;
      const to = services ?? (await (loading ?? load()));
      if (!to || askedIn !== era) return CLOSED;
      calls += 1;
      const callId = `call-${calls}`;
      return new Promise((resolve, reject) => {
        replies.set(callId, resolve);
        try {
          feed(to, { type: "call-received", atMs: nowMs(), callId, call, ...caller });
        } catch (reason) {
          replies.delete(callId);
          reject(reason);
        }
      });
    },
    observe(record, concurrencyNow) {
      if (services && config.alarms.length > 0) feed(services, { type: "invocation-observed", atMs: nowMs(), record, concurrencyNow });
    },
    timePassed(atMs) {
      const dueMs = services?.nextDueMs();
      if (services && dueMs !== undefined && dueMs <= atMs) feed(services, { type: "time-passed", atMs });
    },
    nextDueMs: () => services?.nextDueMs(),
    isBusy: () => delivering > 0,
    view: () => services?.view() ?? NO_SERVICES,
    contentIds: () => services?.contentIds() ?? NO_CONTENTS,
    state: () => services?.state(),
  };
}

function outcomeOf(view: InvocationView, withLog: boolean): DeliveryOutcome {
  const { requestId, status, payload, error, version, logs } = view;
  return {
    requestId,
    status,
    version,
    ...(payload === undefined ? {} : { payload }),
    ...(error ? { error } : {}),
    ...(withLog ? { logTailBase64: logTailOf(logs) } : {}),
  };
}

function logTailOf(logs: InvocationView["logs"]): string {
  const text = logs.map((line) => line.text).join("\n");
  return base64FromBytes(new TextEncoder().encode(text).slice(-LOG_TAIL_BYTES));
}
