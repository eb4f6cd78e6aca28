/**
 * Changes to the project: functions, settings and files. Every change but a keystroke is read by the project's own
 * parser before it counts, so that what is open can always be saved, shared and opened again.
 */
import { addServices } from "../project/add-services.ts";
import { checkFilePaths } from "../project/file-paths.ts";
import { type Project, type ProjectFunction, parseProject } from "../project/schema.ts";
import { defaultDraft, sameDraft } from "./default-draft.ts";
import { NEVER_DEPLOYED } from "./edited.ts";
import { entryFile, mapTabs, sameFile, withClosed, withOpened, withShown } from "./file-tabs.ts";
import { withFunctionRenamed } from "./function-references.ts";
import { lessonBegun, stateOfProject, stateOfSetup } from "./initial-state.ts";
import type { ProjectIntents } from "./intents.ts";
import { lockOf, refuseLocked, refuseLockedFiles } from "./locked-files.ts";
import { asProblem, ProblemError, valueOrThrow } from "./problem.ts";
import { functionNamed } from "./project-lookup.ts";
import type { Reach } from "./reach.ts";
import type { FileRef, State } from "./state.ts";

/** Whoever opens a file or a function wants to see it: it takes the place of the service in the centre. */
const EDITOR_SHOWN = { openService: undefined } as const;

export function createProjectSlice({ port, spans, get, set }: Reach): ProjectIntents {
  const replaceFunctions = (functions: readonly ProjectFunction[]): Project => checked({ ...get().project, functions });
  const replaceFunction = (name: string, next: ProjectFunction): Project =>
    replaceFunctions(get().project.functions.map((each) => (each.name === name ? next : each)));

  /** Unchecked: a keystroke cannot make a bad project. */
  const setFiles = (functionName: string, files: ProjectFunction["files"]): Pick<ReturnType<typeof get>, "project"> => {
    const { project } = get();
    return {
      project: { ...project, functions: project.functions.map((each) => (each.name === functionName ? { ...each, files } : each)) },
    };
  };
  /** All that belongs to the project before it makes way in one step: nobody sees a part of each. */
  const open = (next: Partial<State>) => {
    for (const { name } of get().project.functions) port.removeFunction(name);
    spans.builds.end();
    set({ ...next, projectsOpened: get().projectsOpened + 1 });
    const { intents } = get();
    intents.reset().catch((reason: unknown) => {
      const { message, remedy } = asProblem(reason);
      intents.notify("error", message, remedy);
    });
  };
  const filesOf = (functionName: string): ProjectFunction["files"] => functionNamed(get(), functionName).files;

  return {
    openProject: (project) => open(stateOfProject(project)),

    openSetup(setup, shared) {
      if (setup.settings) port.configure(setup.settings);
      const { observeTab: tab, observeQuery: query } = setup.panels ?? {};
      const observe = tab === undefined || query === undefined ? get().observe : { ...get().observe, tab, query, window: undefined };
      const ownLesson = shared || setup.lesson === undefined ? undefined : lessonBegun(setup.lesson);
      const waits = shared && { ...shared, ...(setup.lesson ? { lesson: setup.lesson } : {}) };
      open({ ...stateOfSetup(setup), observe, shared: waits, lesson: ownLesson });
    },

    trust() {
      const { shared, project, lesson } = get();
      if (!shared) return;
      set({
        shared: undefined,
        // Who has read somebody's set-up needs no first words about one.
        visited: true,
        // What was refused until now stands there as failed builds.
        deployments: Object.fromEntries(project.functions.map(({ name }) => [name, NEVER_DEPLOYED])),
        lesson: shared.lesson === undefined ? lesson : lessonBegun(shared.lesson),
      });
    },

    changeProject(next) {
      const project = checked(next);
      const { functions, drafts, deployments } = { ...get(), ...get().project };
      const gone = functions.filter(({ name }) => !project.functions.some((each) => each.name === name));
      for (const { name } of gone) port.removeFunction(name);
      const each = <T>(known: Readonly<Record<string, T>>, created: (definition: ProjectFunction) => T) =>
        Object.fromEntries(project.functions.map((definition) => [definition.name, known[definition.name] ?? created(definition)]));
      const isThere = ({ functionName, path }: FileRef) =>
        project.functions.some(({ name, files }) => name === functionName && files[path] !== undefined);
      const tabs = mapTabs(get(), (tab) => (isThere(tab) ? tab : undefined));
      const shown = project.functions.find(({ name }) => name === tabs.activeFunction) ?? project.functions[0];
      set({
        project,
        drafts: each(drafts, defaultDraft),
        deployments: each(deployments, () => NEVER_DEPLOYED),
        savedEvents: get().savedEvents.filter(({ functionName }) => !gone.some(({ name }) => name === functionName)),
        ...(shown ? withShown(tabs, shown) : tabs),
      });
    },

    renameProject(name) {
      set({ project: checked({ ...get().project, name }) });
    },

    setNetwork(network) {
      set({ project: checked({ ...get().project, network }) });
    },

    setCors(cors) {
      set({ project: checked({ ...get().project, api: cors ? { cors } : {} }) });
    },

    addFunction(definition, beside = {}) {
      const { drafts, deployments, openTabs, project: before } = get();
      const { name } = definition;
      const project = checked(addServices({ ...before, functions: [...before.functions, definition] }, beside));
      const file = entryFile(definition);
      set({
        project,
        drafts: { ...drafts, [name]: defaultDraft(definition) },
        deployments: { ...deployments, [name]: NEVER_DEPLOYED },
        ...(file ? withOpened(openTabs, file) : { activeFunction: name }),
        ...EDITOR_SHOWN,
      });
    },

    removeFunction(name) {
      functionNamed(get(), name);
      refuseLockedFiles(get(), name);
      const project = replaceFunctions(get().project.functions.filter((each) => each.name !== name));
      port.removeFunction(name);
      const { drafts, deployments, savedEvents } = get();
      const tabs = mapTabs(get(), (tab) => (tab.functionName === name ? undefined : tab));
      const shown = project.functions.find((each) => each.name === tabs.activeFunction) ?? project.functions[0];
      set({
        project,
        drafts: without(drafts, name),
        deployments: without(deployments, name),
        savedEvents: savedEvents.filter(({ functionName }) => functionName !== name),
        ...(shown ? withShown(tabs, shown) : tabs),
      });
    },

    renameFunction(name, next) {
      if (name === next) return;
      const definition = functionNamed(get(), name);
      refuseLockedFiles(get(), name);
      const renamed = get().project.functions.map((each) => (each === definition ? { ...each, name: next } : each));
      const project = checked(withFunctionRenamed({ ...get().project, functions: renamed }, name, next));
      port.removeFunction(name);
      const { drafts, deployments, savedEvents, activeFunction } = get();
      const tabs = mapTabs(get(), (tab) => (tab.functionName === name ? { ...tab, functionName: next } : tab));
      set({
        project,
        drafts: { ...without(drafts, name), [next]: drafts[name] ?? defaultDraft(definition) },
        deployments: { ...without(deployments, name), [next]: NEVER_DEPLOYED },
        savedEvents: savedEvents.map((each) => (each.functionName === name ? { ...each, functionName: next } : each)),
        ...tabs,
        activeFunction: activeFunction === name ? next : activeFunction,
      });
    },

    updateFunction(name, change) {
      const before = functionNamed(get(), name);
      const { reservedConcurrency, ...rest } = { ...before, ...change };
      const after = { ...rest, ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }) };
      const { drafts } = get();
      const draft = drafts[name];
      const untouched = draft === undefined || sameDraft(draft, defaultDraft(before));
      set({ project: replaceFunction(name, after), ...(untouched ? { drafts: { ...drafts, [name]: defaultDraft(after) } } : {}) });
    },

    editFile({ functionName, path }, text) {
      // An editor may still hold a file that has just been removed or renamed.
      const files = get().project.functions.find(({ name }) => name === functionName)?.files;
      if (files?.[path] === undefined || files[path] === text || lockOf(get(), { functionName, path })) return;
      set(setFiles(functionName, { ...files, [path]: text }));
    },

    addFile(file, text = "") {
      refuseLocked(get(), undefined);
      const files = filesOf(file.functionName);
      refusePath(file, Object.keys(files));
      set({ ...setFiles(file.functionName, { ...files, [file.path]: text }), ...withOpened(get().openTabs, file), ...EDITOR_SHOWN });
    },

    renameFile(file, nextPath) {
      if (file.path === nextPath) return;
      refuseLocked(get(), file);
      const files = filesOf(file.functionName);
      refuseMissing(file, files);
      const next = { functionName: file.functionName, path: nextPath };
      const others = Object.keys(files).filter((path) => path !== file.path);
      refusePath(next, others);
      const renamed = Object.entries(files).map(([path, text]) => [path === file.path ? nextPath : path, text] as const);
      set({ ...setFiles(file.functionName, Object.fromEntries(renamed)), ...mapTabs(get(), (tab) => (sameFile(tab, file) ? next : tab)) });
    },

    removeFile(file) {
      refuseLocked(get(), file);
      const files = filesOf(file.functionName);
      refuseMissing(file, files);
      if (Object.keys(files).length === 1) {
        const message = `${file.path} is the only file of ${file.functionName}.`;
        throw new ProblemError({ code: "last-file", message, remedy: "A function needs a file: rename it, or remove the function." });
      }
      set({ ...setFiles(file.functionName, without(files, file.path)), ...withClosed(get(), file) });
    },

    openFile(file) {
      refuseMissing(file, filesOf(file.functionName));
      set({ ...withOpened(get().openTabs, file), ...EDITOR_SHOWN });
    },

    closeTab(file) {
      set(withClosed(get(), file));
    },

    selectFunction(name) {
      set({ ...withShown(get(), functionNamed(get(), name)), ...EDITOR_SHOWN });
    },
  };
}

/** The project as it was given: its parts keep their identity, by which panels and builds know what has not changed. */
function checked(project: Project): Project {
  const { name } = valueOrThrow(parseProject(project));
  return { ...project, name };
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
}

function refuseMissing({ functionName, path }: FileRef, files: ProjectFunction["files"]): void {
  if (files[path] !== undefined) return;
  throw new ProblemError({ code: "no-such-file", message: `${functionName} has no file ${path}.`, remedy: "Pick one from the explorer." });
}

function refusePath({ functionName, path }: FileRef, others: readonly string[]): void {
  if (others.includes(path)) {
    throw new ProblemError({ code: "file-taken", message: `${functionName} has a file ${path} already.`, remedy: "Choose another name." });
  }
  const refused = checkFilePaths([...others, path]);
  if (refused) throw new ProblemError(refused);
}
