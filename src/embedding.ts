/**
 * The page in another page's frame. It does as its address asks, keeps nothing in this browser and touches nothing of
 * what the person has here, and answers the page around it where the address names that page's origin. Loaded when the
 * address says `embed`.
 */
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import type { StoreApi } from "zustand";
import type { ConsoleHandle } from "./console-handle.ts";
import { listedInvocation } from "./console-results.ts";
import { callsOf } from "./embed-calls.ts";
import { isLinkFragment } from "./project/share-link/link-mark.ts";
import type { Keeper } from "./project-keeper.ts";
import type { ServicesKeeper } from "./services-keeper.ts";
import type { Coldstart, Intents } from "./store/intents.ts";
import { lessonsOf } from "./store/lessons/lessons-of.ts";
import { refuseLocked } from "./store/locked-files.ts";
import { asProblem, ProblemError } from "./store/problem.ts";
import { EmbedMistakes } from "./ui/embed/EmbedMistakes.tsx";
import { type EmbedOptions, readEmbedOptions } from "./ui/embed/embed-options.ts";
import { openMessageDesk } from "./ui/embed/message-desk.ts";
import { tellEvents } from "./ui/embed/tell-events.ts";
import { showView } from "./ui/shell/keyboard.ts";

export interface Embedding {
  /** In place of storage. */
  keeper(services: Pick<ServicesKeeper, "opened">): Keeper;
  /** The page can take commands: it shows what was asked for, and answers. */
  begin(store: StoreApi<Coldstart>, handle: ConsoleHandle): Promise<void>;
}

/** Undefined where the address asks for what is not there: the frame then says so, and nothing else begins. */
export function createEmbedding(root: HTMLElement): Embedding | undefined {
  denyStorage();
  const read = readEmbedOptions(location.search, isLinkFragment(location.hash));
  if (!read.ok) {
    createRoot(root).render(createElement(EmbedMistakes, { mistakes: read.mistakes }));
    return undefined;
  }
  return { keeper: keepNothing, begin: (store, handle) => begin(read.value, store, handle) };
}

/** As a browser that blocks storage for this page does: whoever reaches for it, now or in a later version, finds none. */
function denyStorage(): void {
  // What nobody keeps, nobody else holds.
  Object.defineProperty(navigator, "locks", { configurable: true, value: undefined });
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => {
        throw new DOMException("A page in a frame keeps nothing.", "SecurityError");
      },
    });
  }
}

function keepNothing(services: Pick<ServicesKeeper, "opened">): Keeper {
  const id = crypto.randomUUID();
  const inMemory = () =>
    Promise.reject(
      new ProblemError({
        code: "keeps-nothing",
        message: "A page in a frame keeps nothing.",
        remedy: "Open it on a page of its own.",
      }),
    );
  return {
    ready: services.opened(id),
    openId: () => id,
    flush: () => Promise.resolve(),
    // So that a link stays in the address: a reload of the frame shows it again.
    ensureSaved: inMemory,
    makeWay: () => Promise.resolve(),
    handedOut() {},
    open: inMemory,
    storage: () => undefined,
    leave() {},
  };
}

async function begin(options: EmbedOptions, store: StoreApi<Coldstart>, handle: ConsoleHandle): Promise<void> {
  const { intents } = store.getState();
  const { hidden, readOnly, origin, theme } = options;
  // Before the first paint: its place would be empty for a moment.
  const bar = import("./ui/embed/EmbedBar.tsx").catch(() => undefined);
  document.documentElement.dataset.hides = hidden.join(" ");
  store.setState({ embed: { readOnly, hidden, origin } });
  intents.setTheme(theme);
  if (readOnly) store.setState((state) => ({ intents: { ...state.intents, ...refusedChanges(store) } }));
  // What the page around it asks comes after what the address asks.
  const shown = show(options, store);
  if (origin !== undefined && window.parent !== window) answerParent(origin, { store, handle, shown });
  await Promise.all([shown, bar]);
}

async function show({ lesson, functionName, view, hidden }: EmbedOptions, store: StoreApi<Coldstart>): Promise<void> {
  const { intents } = store.getState();
  const attempt = async (action: () => unknown) => {
    try {
      await action();
    } catch (reason) {
      const { message, remedy } = asProblem(reason);
      intents.notify("error", message, remedy);
    }
  };
  if (lesson !== undefined) await attempt(async () => (await lessonsOf(store)).openLesson(lesson));
  if (functionName !== undefined) await attempt(() => intents.selectFunction(functionName));
  if (view) showView(store, view);
  const { mobilePane } = store.getState();
  if (!hidden.some((part) => part === PART_OF_PANE[mobilePane])) return;
  intents.showPane((["code", "trigger", "fleet"] as const).find((pane) => !hidden.includes(PART_OF_PANE[pane])) ?? "map");
}

const PART_OF_PANE = { code: "editor", trigger: "trigger", fleet: "fleet", map: undefined, observe: undefined, lesson: undefined } as const;

/** What would change the set-up; files say for themselves that they are locked. */
const CHANGES = [
  ...(["addFunction", "removeFunction", "renameFunction", "updateFunction", "renameProject", "changeProject"] as const),
  ...(["setNetwork", "setCors", "addService", "updateService", "removeService", "setSecrets", "setParameters"] as const),
] satisfies readonly (keyof Intents)[];

function refusedChanges(store: StoreApi<Coldstart>): Partial<Intents> {
  return Object.fromEntries(CHANGES.map((name) => [name, () => refuseLocked(store.getState(), undefined)]));
}

interface Parts {
  readonly store: StoreApi<Coldstart>;
  readonly handle: ConsoleHandle;
  readonly shown: Promise<void>;
}

function answerParent(origin: string, { store, handle, shown }: Parts): void {
  const ready = Promise.all([handle.ready, shown]).then(() => {});
  const desk = openMessageDesk({ frame: window, origin, calls: callsOf(handle), ready });
  tellEvents(store, { tell: desk.tell, asListed: (view) => listedInvocation(view, undefined) });
  void ready.then(() => desk.tell("ready", { version: handle.version }));
}
