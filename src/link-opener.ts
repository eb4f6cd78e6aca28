/**
 * Opens links: what an address carries is decoded and opened beside what the person has, which stays saved, and is not
 * trusted. Where a link needs a password or cannot be read, the state says so, nothing else changes, and the page asks.
 * Loaded when there is a link.
 */
import type { StoreApi } from "zustand";
import type { Parsed } from "./platform/triggers/parsed.ts";
import type { Setup } from "./project/setup/setup.ts";
import { decodeLink } from "./project/share-link/share-link.ts";
import type { Coldstart } from "./store/intents.ts";
import { asProblem, ProblemError } from "./store/problem.ts";
import type { IncomingLink } from "./store/state.ts";

export interface LinkOpenerOptions {
  readonly store: StoreApi<Coldstart>;
  /** What the person had is open, and would be saved. */
  readonly kept: Promise<void>;
  /** Resolves when what is open is in storage. */
  readonly saved: () => Promise<void>;
}

export interface LinkOpener {
  /** The page's own address holds a link: opens it, or says in the state why not. Never rejects. */
  openOwn(): Promise<void>;
  /** Rejects with a Problem where the address holds no good link; then nothing changes. */
  open(address: string, password?: string): Promise<void>;
}

const RUN_ID = "recorded-elsewhere";

export function createLinkOpener({ store, kept, saved }: LinkOpenerOptions): LinkOpener {
  /** What was asked last counts; what was being read before it is dropped. */
  let asked = 0;
  const say = (incoming: IncomingLink | undefined) => store.setState({ incoming });

  const take = ({ run, ...setup }: Setup) => {
    say(undefined);
    store.getState().intents.openSetup(setup, { from: "link" });
    if (run !== undefined) void addRecorded(store, run);
  };

  const openOwn = async (password?: string): Promise<void> => {
    asked += 1;
    const turn = asked;
    const fragment = location.hash;
    const parsed = await read(fragment, password);
    await kept;
    if (turn !== asked) return;
    if (!parsed.ok) return say(asIncoming(parsed));
    take(parsed.value);
    // Only what is in storage may go from the address: a reload is to show what became of the set-up, not nothing.
    void saved().then(
      () => location.hash === fragment && store.getState().saving !== "failed" && forgetFragment(),
      () => {},
    );
  };

  store.setState(({ intents }) => ({
    intents: {
      ...intents,
      links: {
        unlock: openOwn,
        dismiss() {
          asked += 1;
          say(undefined);
          forgetFragment();
        },
      },
    },
  }));

  return {
    openOwn: () => openOwn(),
    async open(address, password) {
      const parsed = await read(address, password);
      await kept;
      if (!parsed.ok) throw new ProblemError(parsed);
      asked += 1;
      take(parsed.value);
    },
  };
}

async function read(address: string, password: string | undefined): Promise<Parsed<Setup>> {
  try {
    return await decodeLink(address, { password });
  } catch (reason) {
    return { ok: false, ...asProblem(reason) };
  }
}

function asIncoming({ code, message, remedy }: Extract<Parsed<Setup>, { ok: false }>): IncomingLink {
  if (code === "link-password") return { state: "locked" };
  if (code === "link-password-wrong") return { state: "locked", wrong: true };
  return { state: "bad", problem: { code, message, remedy } };
}

function forgetFragment(): void {
  history.replaceState(history.state, "", `${location.pathname}${location.search}`);
}

/** Charts before anything runs. A run that cannot be read is left out: the set-up is worth more than its charts. */
async function addRecorded({ getState }: StoreApi<Coldstart>, run: unknown): Promise<void> {
  const { intents, projectsOpened } = getState();
  const { readRun } = await import("./metrics/run-file/read-run.ts");
  const parsed = readRun(typeof run === "string" ? run : JSON.stringify(run), RUN_ID);
  if (getState().projectsOpened !== projectsOpened) return;
  if (!parsed.ok)
    return intents.notify("warning", `The run that the link carries could not be read: ${parsed.message}`, "The set-up itself is whole.");
  intents.removeRun(RUN_ID);
  intents.addRun({ ...parsed.value, name: `${parsed.value.name} (recorded elsewhere)` });
}
