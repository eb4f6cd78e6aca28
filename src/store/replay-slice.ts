/**
 * Recording and replaying. It comes late, with the code that keeps the run: `addReplay` adds its part of the state and
 * its intents to the store. A replay becomes a run of its own, held beside the one that was recorded.
 */
import type { StoreApi } from "zustand/vanilla";
import type { ObservedRun } from "../metrics/history/observed-run.ts";
import { ArrivalTape } from "../metrics/replay/arrival-tape.ts";
import type { Recording } from "../metrics/replay/recording.ts";
import { buildProblem } from "./failed-build.ts";
import type { Coldstart, ReplayIntents } from "./intents.ts";
import type { ReplayPort } from "./ports.ts";
import { asProblem, ProblemError } from "./problem.ts";
import { deploymentOf } from "./project-lookup.ts";
import { LIVE, liveRun } from "./shown-run.ts";
import type { ReplayProgress, ReplayView } from "./state.ts";

/** How often a person is told how far it is. */
const TELL_EVERY_MS = 200;

export function addReplay(store: StoreApi<Coldstart>, port: ReplayPort): void {
  store.setState(({ intents }) => ({ replay: { recordings: [] }, intents: { ...intents, replay: createReplay(store, port) } }));
}

function createReplay(store: StoreApi<Coldstart>, port: ReplayPort): ReplayIntents {
  const { getState } = store;
  let tape: { readonly tape: ArrivalTape; readonly sinceMs: number; readonly timer: ReturnType<typeof setInterval> } | undefined;
  let stop: AbortController | undefined;
  const made = new Map<string, number>();

  const view = (): ReplayView => getState().replay ?? { recordings: [] };
  const show = ({ progress: _, problem: __, taping: ___, ...kept }: ReplayView, change: Partial<ReplayView>) =>
    store.setState({ replay: { ...kept, ...change } });
  const newId = (kind: string) => {
    const number = (made.get(kind) ?? 0) + 1;
    made.set(kind, number);
    return { id: `${kind}-${number}`, number };
  };

  const keep = (run: ObservedRun, recording: Recording) => {
    const { recordings, ...rest } = view();
    store.setState({ replay: { ...rest, recordings: [...recordings, { runId: run.id, recording }] } });
    getState().intents.addRun(run);
  };

  const endTape = () => {
    const ended = tape;
    tape = undefined;
    clearInterval(ended?.timer);
    port.watchArrivals(undefined);
    return ended;
  };

  /** One at a time. `work` ends with the run that it made, which is shown beside the one it was made from. */
  const replay = async (original: ObservedRun, first: ReplayProgress, work: (signal: AbortSignal) => Promise<ObservedRun>) => {
    if (view().progress) return;
    const stopped = new AbortController();
    stop = stopped;
    show(view(), { progress: first });
    try {
      const result = await work(stopped.signal);
      const kept = original.id === LIVE ? frozen(original) : original;
      const { addRun } = getState().intents;
      if (!getState().observe.runs.some(({ id }) => id === kept.id)) addRun(kept);
      addRun(result);
      getState().intents.observe({ besideRunId: kept.id, tab: "replay" });
      show(view(), {});
    } catch (reason) {
      show(view(), { problem: asProblem(reason) });
    }
  };

  return {
    startRecording() {
      if (tape) return;
      const begun = { tape: new ArrivalTape(), sinceMs: port.nowMs() };
      const tell = () => store.setState({ replay: { ...view(), taping: { ...begun.tape.counts(), sinceMs: begun.sinceMs } } });
      tape = { ...begun, timer: setInterval(tell, TELL_EVERY_MS) };
      port.watchArrivals((requestId, event) => begun.tape.add(requestId, event));
      tell();
    },

    stopRecording() {
      const ended = endTape();
      const { taping: _, ...rest } = view();
      store.setState({ replay: rest });
      if (!ended) return;
      port.refresh();
      void keepTaped(store, ended, port.nowMs(), newId("recording"), keep);
    },

    keepRecording: keep,

    replayLive: (original, recording, pace) =>
      replay(original, { doing: "deploying", sent: 0, done: 0, planned: 0 }, async (signal) => {
        const { sentAgain } = await import("../metrics/replay/sent-again.ts");
        const { partOfRun } = await import("../metrics/history/part-of-run.ts");
        const names = getState().project.functions.map(({ name }) => name);
        const { arrivals } = sentAgain(recording, names);
        if (arrivals.length === 0) throw new ProblemError(NOTHING_TO_SEND);
        await deployAll(store, [...new Set(arrivals.map(({ functionName }) => functionName))]);
        const rate = getState().platform.clock.rate;
        getState().intents.setClockRate(1);
        let toldMs = 0;
        const tell = (sent: number, done: number) => {
          const nowMs = performance.now();
          if (nowMs - toldMs < TELL_EVERY_MS) return;
          toldMs = nowMs;
          show(view(), { progress: { doing: "sending", sent, done, planned: arrivals.length } });
        };
        const span = await port.replay(arrivals, pace, tell, signal).finally(() => getState().intents.setClockRate(rate));
        const live = liveRun(getState());
        if (!live || live.history.startedAtMs > span.fromMs) throw new ProblemError(CUT_SHORT);
        const { id, number } = newId("replay");
        return partOfRun(live, span.fromMs, span.toMs, { id, name: `Replay ${number} of ${recording.name}` });
      }),

    replayModelled: (original, recording, changes, name) =>
      replay(original, { doing: "modelling", sent: 0, done: 0, planned: recording.arrivals.length }, async () => {
        const { simulateRun } = await import("../metrics/replay/simulate.ts");
        // So that the page can say what it does before it does it.
        await new Promise((resolve) => setTimeout(resolve));
        return simulateRun(recording, changes, { id: newId("model").id, name });
      }),

    stopReplay() {
      stop?.abort();
    },

    forgetRecordings() {
      stop?.abort();
      endTape();
      store.setState({ replay: { recordings: [] } });
    },
  };
}

const NOTHING_TO_SEND = {
  code: "nothing-to-send",
  message: "Nothing of this recording can be sent again: no event of it is known, or its functions are gone.",
  remedy: "Record while requests arrive, or model it instead: a model needs no events.",
};
const CUT_SHORT = {
  code: "cut-short",
  message: "The platform was reset, or another project was opened, while the replay ran.",
  remedy: "Replay again.",
};

/** The live run goes on: what a replay of it is held beside is what it was then. */
function frozen(live: ObservedRun): ObservedRun {
  return { ...live, id: `until-${live.untilMs}`, name: `Live until ${new Date(live.untilMs).toISOString().slice(11, 19)}` };
}

async function deployAll({ getState }: StoreApi<Coldstart>, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => getState().intents.deploy(name)));
  for (const name of names) {
    const problem = buildProblem(name, deploymentOf(getState(), name), true);
    if (problem) throw new ProblemError(problem);
  }
}

async function keepTaped(
  { getState }: StoreApi<Coldstart>,
  { tape, sinceMs }: { readonly tape: ArrivalTape; readonly sinceMs: number },
  untilMs: number,
  { id, number }: { readonly id: string; readonly number: number },
  keep: (run: ObservedRun, recording: Recording) => void,
): Promise<void> {
  const [{ partOfRun }, { recordingOf }] = await Promise.all([
    import("../metrics/history/part-of-run.ts"),
    import("../metrics/replay/recording-of.ts"),
  ]);
  const live = liveRun(getState());
  const { notify } = getState().intents;
  if (!live || tape.counts().arrivals === 0) return notify("info", "Nothing arrived while it was recorded, so there is no recording.");
  // A reset while it was on: what came before it is gone.
  const fromMs = Math.max(sinceMs, live.history.startedAtMs);
  const name = `Recording ${number}`;
  const recording = { ...recordingOf(live, { fromMs, toMs: untilMs }, tape.known()), name };
  keep(partOfRun(live, fromMs, untilMs, { id, name }), recording);
  notify("info", ...saidOf(name, recording, tape));
}

function saidOf(name: string, { arrivals }: Recording, tape: ArrivalTape): [string, string] {
  const { arrivals: taped, events, withoutEvent } = tape.counts();
  const count = (n: number, one: string) => `${n.toLocaleString("en-US")} ${n === 1 ? one : `${one}s`}`;
  const running = Math.max(0, taped - arrivals.length);
  const left = [
    ...(running > 0 ? [`${count(running, "request")} had not ended and ${running === 1 ? "is" : "are"} not in it.`] : []),
    ...(withoutEvent > 0 ? [`${count(withoutEvent, "event")} did not fit and ${withoutEvent === 1 ? "was" : "were"} not kept.`] : []),
  ];
  return [
    `${name} holds ${count(arrivals.length, "arrival")} and ${count(events, "event")}.`,
    left.join(" ") || "Under Replay it can be sent again, or played under other settings.",
  ];
}
