/**
 * Keeps what the functions of the open project were: each deploy as a version, and edits between: some seconds after a
 * person stops typing, before a file goes or gets another name, and before anything takes the place of much of the code
 * at once, whoever does it. None of the first screen's code; what was deployed before it came is kept when it comes.
 */
import type { StoreApi } from "zustand";
import { HistoryShelf } from "./history-shelf.ts";
import { type HistoryStorage, openHistoryStorage } from "./host/history-storage.ts";
import { withBroughtBack } from "./project/history/bring-back.ts";
import { lossOf } from "./project/history/function-edit.ts";
import { isVersion } from "./project/history/history-entry.ts";
import type { ProjectFunction } from "./project/schema.ts";
import type { Keeper } from "./project-keeper.ts";
import type { Coldstart, VersionIntents } from "./store/intents.ts";
import { refuseLocked } from "./store/locked-files.ts";
import { asProblem, ProblemError } from "./store/problem.ts";
import { findFunction } from "./store/project-lookup.ts";
import type { DeploymentView } from "./store/state.ts";

/** Typing is kept this long after the last key. */
const TYPED_AFTER_MS = 4_000;
/** What nobody has as a project, and was not touched since, is thrown away. */
const ORPHANS_KEPT_MS = 86_400_000;

export interface HistoryKeeperOptions {
  readonly project: Pick<Keeper, "openId" | "flush" | "ensureSaved">;
  readonly openStorage?: () => Promise<HistoryStorage>;
  readonly nowMs?: () => number;
  readonly typedAfterMs?: number;
}

export interface HistoryKeeper {
  /** Keeps now what was typed; resolves when all that happened so far is kept. */
  flush(): Promise<void>;
}

export function keepHistory(
  store: StoreApi<Coldstart>,
  { project, openStorage = openHistoryStorage, nowMs = Date.now, typedAfterMs = TYPED_AFTER_MS }: HistoryKeeperOptions,
): HistoryKeeper {
  const { getState } = store;
  let storage: HistoryStorage | undefined;
  let shelf: HistoryShelf | undefined;
  /** Which opening of a project the shelf is of. */
  let opened = -1;
  let told = false;
  const typing = new Map<string, ReturnType<typeof setTimeout>>();
  /** One thing after the other, in the order of what happened. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };

  const show = (of: HistoryShelf) => {
    if (of !== shelf || getState().projectsOpened !== opened) return;
    store.setState({ versions: { entries: of.entries, keptIn: of.isStored ? "storage" : "memory" } });
    if (of.failure === undefined || told) return;
    told = true;
    // Where the project cannot be saved either, that has been said.
    if (getState().saving === "failed") return;
    const text = `The history of edits could not be saved: ${asProblem(of.failure).message}`;
    getState().intents.notify("warning", text, "It lasts as long as this tab. Free some space: it is tried again with the next change.");
  };

  /** A shelf for the project that is open; another tab's changes may have made it a project of its own since. */
  const openShelf = async (): Promise<HistoryShelf> => {
    const state = getState();
    if (shelf && state.projectsOpened !== opened) return shelf;
    if (shelf) {
      const projectId = project.openId();
      if (projectId !== shelf.projectId) await shelf.fork(projectId);
      return shelf;
    }
    const begun: HistoryShelf = new HistoryShelf({ storage, projectId: project.openId(), nowMs, onChange: () => show(begun) });
    shelf = begun;
    opened = state.projectsOpened;
    await begun.load().catch((reason: unknown) => {
      begun.failure = reason;
      show(begun);
    });
    return begun;
  };

  /** What was typed just before a page went is in the project, and only there: it is kept when the next page begins. */
  const begin = async () => {
    shelf = undefined;
    const { entries } = await openShelf();
    if (getState().projectsOpened !== opened) return;
    for (const definition of getState().project.functions)
      if (entries.some(({ functionName }) => functionName === definition.name)) void keepEdit(definition, { type: "typed" });
  };

  /** What is kept must be found again: the project it is of is saved too, first, which tells whether it is still the same. */
  const keep = (work: (to: HistoryShelf) => Promise<void>) =>
    inTurn(async () => {
      await project.flush();
      const to = await openShelf();
      const before = to.entries;
      await work(to);
      if (to.entries !== before && getState().projectsOpened === opened) await project.ensureSaved().catch(() => {});
    });

  const keepEdit = (definition: ProjectFunction, reason: Parameters<HistoryShelf["addEdit"]>[1]) => {
    const atMs = nowMs();
    return keep((to) => to.addEdit(definition, reason, atMs));
  };

  const keepVersion = ({ deployedDefinition, packageBytes = 0 }: DeploymentView) => {
    const atMs = nowMs();
    if (deployedDefinition) void keep((to) => to.addVersion(deployedDefinition, packageBytes, atMs));
  };

  const endTyping = (name: string, definition: ProjectFunction | undefined) => {
    const timer = typing.get(name);
    clearTimeout(timer);
    if (typing.delete(name) && definition) void keepEdit(definition, { type: "typed" });
  };

  const typed = (name: string) => {
    clearTimeout(typing.get(name));
    typing.set(
      name,
      setTimeout(() => endTyping(name, findFunction(getState(), name)), typedAfterMs),
    );
  };

  const changedFunction = (before: ProjectFunction, after: ProjectFunction) => {
    const loss = before.files === after.files ? undefined : lossOf(before.files, after.files);
    if (loss) void keepEdit(before, loss);
    else if (!typing.has(before.name)) void keepEdit(before, { type: "opened" });
    typed(after.name);
  };

  const changedFunctions = (before: readonly ProjectFunction[], after: readonly ProjectFunction[]) => {
    for (const was of before) {
      const is = after.find(({ name }) => name === was.name);
      if (is === was) continue;
      if (is) {
        changedFunction(was, is);
        continue;
      }
      endTyping(was.name, was);
      const renamed = after.find(({ name, files }) => files === was.files && !before.some((each) => each.name === name));
      if (renamed) void keep((to) => to.renameFunction(was.name, renamed.name));
      else void keepEdit(was, { type: "function-removed" });
    }
  };

  const changed = (state: Coldstart, before: Coldstart) => {
    if (state.projectsOpened !== before.projectsOpened) {
      for (const name of [...typing.keys()]) endTyping(name, findFunction(before, name));
      void inTurn(begin);
      return;
    }
    // Under a name of its own, after another tab's changes, it has a history of its own.
    if (state.project.name !== before.project.name) void inTurn(openShelf);
    if (state.project.functions !== before.project.functions) changedFunctions(before.project.functions, state.project.functions);
    if (state.deployments === before.deployments) return;
    for (const [name, deployment] of Object.entries(state.deployments))
      if (deployment.deployedDefinition !== before.deployments[name]?.deployedDefinition) keepVersion(deployment);
  };

  const flush = async () => {
    for (const name of [...typing.keys()]) endTyping(name, findFunction(getState(), name));
    await turn;
  };

  const intents: VersionIntents = {
    read: (entryIds) => inTurn(async () => (await openShelf()).read(entryIds)),

    async bringBack(entryId, what) {
      const older = (await intents.read([entryId])).get(entryId);
      const entry = getState().versions?.entries.find(({ id }) => id === entryId);
      if (!older || !entry) throw new ProblemError(GONE);
      const { path } = what;
      refuseLocked(getState(), path === undefined ? undefined : { functionName: older.name, path });
      if (path !== undefined && older.files[path] === undefined) throw new ProblemError(noSuchFile(older.name, path));
      const open = findFunction(getState(), older.name);
      if (open) await keepEdit(open, { type: "replaced" });
      const { project: now, classroom, intents: page } = getState();
      page.changeProject(withBroughtBack(now, older, what, classroom?.lockedFiles));
      if (path === undefined) page.selectFunction(older.name);
      else page.openFile({ functionName: older.name, path });
      const then = isVersion(entry) ? `in version ${entry.kept.number}` : `at ${new Date(entry.atMs).toTimeString().slice(0, 5)}`;
      const subject = path === undefined ? older.name : `${older.name}/${path}`;
      page.notify(
        "info",
        `${subject} is as it was ${then}.`,
        open ? "What was open is in the history. Deploy to run it." : "Deploy to run it.",
      );
    },
  };

  const start = async () => {
    try {
      storage = await openStorage();
    } catch {
      // Why, the project's keeper has said: nothing is kept for this page.
    }
    await begin();
    await storage?.dropOrphans(nowMs() - ORPHANS_KEPT_MS).catch(() => {});
  };

  void inTurn(start);
  for (const deployment of Object.values(getState().deployments)) keepVersion(deployment);
  store.setState(({ intents: others }) => ({ intents: { ...others, versions: intents } }));
  store.subscribe(changed);
  if (typeof document !== "undefined")
    document.addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" ? flush() : undefined));
  return { flush };
}

const GONE = {
  code: "no-such-entry",
  message: "This state is not in the history any more.",
  remedy: "Choose one that the list shows.",
};

function noSuchFile(functionName: string, path: string) {
  return { code: "no-such-file", message: `${functionName} had no file ${path} then.`, remedy: "Choose a state that has it." };
}
