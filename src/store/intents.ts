/** Everything a person (or the console handle) can ask for. Panels call these; nothing else changes the state. */
import type { ObservedRun } from "../metrics/history/observed-run.ts";
import type { RunHistory } from "../metrics/history/run-history.ts";
import type { Recording } from "../metrics/replay/recording.ts";
import type { ReplayChanges } from "../metrics/replay/replay-changes.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import type { InvocationView } from "../platform/results.ts";
import type { NetworkConfig } from "../platform/services/network-config.ts";
import type { JsonObject, ServiceCall } from "../platform/services/service-call.ts";
import type { AlarmConfig, QueueConfig, TableConfig, TopicConfig } from "../platform/services/services-config.ts";
import type { ServicesView } from "../platform/services/services-view.ts";
import type { CorsConfig } from "../platform/triggers/trigger.ts";
import type { BringBack } from "../project/history/bring-back.ts";
import type { Project, ProjectFunction, ProjectServices } from "../project/schema.ts";
import type { ReplayPace } from "./ports.ts";
import type { SavedPage, SavedWork } from "./saved-state.ts";
import type {
  BillSettings,
  ClockView,
  Exchange,
  FileRef,
  FreezeMode,
  LoadDraft,
  NoticeAction,
  ObserveView,
  PlatformView,
  PresenterView,
  RequestDraft,
  ServiceRef,
  Setup,
  SharedSetup,
  State,
} from "./state.ts";

/** `reservedConcurrency: undefined` takes the reservation away. */
export type FunctionChange = Partial<Omit<ProjectFunction, "name" | "files" | "reservedConcurrency">> & {
  readonly reservedConcurrency?: number | undefined;
};

/** What would make a bad project (a name taken, memory out of bounds, a route that stands twice) throws a Problem and changes nothing. */
export interface ProjectIntents {
  /** Replaces all that belongs to the old project: what is deployed, containers, drafts, history, load. */
  openProject(project: Project): void;
  /** As `openProject`, with all else that the set-up says. With `shared`, nothing of it runs until `trust`. */
  openSetup(setup: Setup, shared?: SharedSetup): void;
  /** The person has read what was shared and lets it run. */
  trust(): void;
  /** The same project, changed in many places at once: what runs, runs on; a function that is not in it any more goes. */
  changeProject(project: Project): void;
  renameProject(name: string): void;
  /** Which hosts functions may reach, and what answers in their place; a host counts when it is confirmed too. */
  setNetwork(network: NetworkConfig): void;
  /** Of the HTTP API, for all its routes; undefined answers no preflight and adds no headers. */
  setCors(cors: CorsConfig | undefined): void;
  /** `beside`: services that it needs, added in the same step where they are not there yet. */
  addFunction(definition: ProjectFunction, beside?: Partial<ProjectServices>): void;
  removeFunction(name: string): void;
  renameFunction(name: string, next: string): void;
  /** Memory, timeout, environment, runtime, reserved concurrency: with the next deploy. Triggers: at once, as routes are no part of a function's code. */
  updateFunction(name: string, change: FunctionChange): void;
  editFile(ref: FileRef, text: string): void;
  /** Throws a Problem when the path is bad or taken. */
  addFile(ref: FileRef, text?: string): void;
  renameFile(ref: FileRef, nextPath: string): void;
  removeFile(ref: FileRef): void;
  openFile(ref: FileRef): void;
  closeTab(ref: FileRef): void;
  selectFunction(name: string): void;
}

export interface RunIntents {
  /** One function, or all; those that did not change are left alone. Resolves when built and deployed, or failed (see deployments). */
  deploy(functionName?: string): Promise<void>;
  /** Sends the active function's draft as it is; `deployFirst` deploys what changed before. Never rejects: see the exchange's state. */
  send(options?: { deployFirst?: boolean }): Promise<Exchange>;
  /** Stops waiting for every answer that is still out; the containers finish what they run. */
  cancelSend(): void;
  editDraft(change: Partial<RequestDraft>): void;
  /** Replaces the draft by what a curl command says; rejects with a Problem when it cannot be read. */
  pasteCurl(text: string): Promise<void>;
  /** Rejects with a Problem when the draft is no HTTP request. */
  copyAsCurl(): Promise<string>;
  saveEvent(name: string): void;
  useSavedEvent(functionName: string, name: string): void;
  removeSavedEvent(functionName: string, name: string): void;
  repeat(exchangeId: number): void;
  editLoad(change: Partial<LoadDraft>): void;
  /** Resolves when the load ended (see load.report and load.problem). */
  startLoad(): Promise<void>;
  /** Sends no more; the report is about what was sent. */
  stopLoad(): void;
}

export interface PlatformIntents {
  kill(containerId: string): void;
  configure(change: Partial<PlatformSettings>): void;
  setClockRate(rate: number | "skip-idle"): void;
  advanceClock(ms: number): Promise<void>;
  reset(): Promise<void>;
  setBill(change: Partial<BillSettings>): void;
  /** Only after the person was asked: from then on, functions can send data there. */
  confirmHost(host: string): void;
  unconfirmHost(host: string): void;
}

/** What a service is made of, by its kind. */
export type ServiceDefinition =
  | { readonly kind: "bucket"; readonly config: { readonly name: string } }
  | { readonly kind: "queue"; readonly config: QueueConfig }
  | { readonly kind: "table"; readonly config: TableConfig }
  | { readonly kind: "topic"; readonly config: TopicConfig }
  | { readonly kind: "alarm"; readonly config: AlarmConfig };

export interface StoredContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** What is refused (a bad name, a trigger that would lose its source) throws or rejects with a Problem and changes nothing. */
export interface ServiceIntents {
  /** Shows it in the centre; undefined shows the editor again. */
  openService(service: ServiceRef | undefined): void;
  addService(definition: ServiceDefinition): void;
  /** The whole configuration as it should be; under another name it is renamed, and its triggers with it. */
  updateService(name: string, definition: ServiceDefinition): void;
  /** Takes the triggers that it feeds with it. */
  removeService(service: ServiceRef): void;
  /** All of them, name to value: what is not named is gone. Functions read them through Secrets Manager. */
  setSecrets(secrets: Readonly<Record<string, string>>): void;
  /** All of them, name to value. Functions read them through the Parameter Store. */
  setParameters(parameters: Readonly<Record<string, string>>): void;
  /** Calls an AWS API as a function would; rejects with the API's own error code and message. */
  callService(call: ServiceCall): Promise<JsonObject>;
  uploadObject(bucket: string, key: string, content: Blob | Uint8Array | string, contentType?: string): Promise<void>;
  readObject(bucket: string, key: string): Promise<StoredContent>;
  /** Accepted by Lambda's internal queue: run later, retried. */
  invokeLater(functionName: string, event: unknown): Promise<{ readonly requestId: string }>;
}

export interface ViewIntents {
  /** Ends the presenter's mode, which would cover it. */
  show(view: State["view"]): void;
  showPane(pane: State["mobilePane"]): void;
  setTheme(theme: State["theme"]): void;
  selectContainer(id: string | undefined): void;
  /** By `attemptIdOf`. */
  selectInvocation(attemptId: string | undefined): void;
  observe(change: Partial<Omit<ObserveView, "runs">>): void;
  present(change: Partial<PresenterView>): void;
  /** Adds it to the runs that can be shown, and shows it. */
  addRun(run: ObservedRun): void;
  removeRun(id: string): void;
  dismissNotice(id: number): void;
  notify(kind: "info" | "warning" | "error", text: string, remedy?: string, action?: NoticeAction): void;
}

/** All projects that this browser keeps. Each rejects with a Problem, and has changed nothing then. */
export interface ShelfIntents {
  /** Reads the list, and how much room there is, again. */
  list(): Promise<void>;
  /** Takes the place of the open project, which is saved before. */
  open(id: string): Promise<void>;
  /** The starter, as a project of its own. */
  create(): Promise<void>;
  /** What its services hold is copied with it. The copy is not opened. */
  duplicate(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** It can be had back for a while (DELETED_KEPT_MS). Another takes the place of the open one. */
  remove(id: string): Promise<void>;
  /** Brings a deleted project back; one that was open when it was deleted is opened again. */
  restore(id: string): Promise<void>;
  /** For good: nothing brings it back. */
  forget(id: string): Promise<void>;
  /** Asks the browser to keep what is saved, even when its disk runs short. */
  askToKeep(): Promise<void>;
  /** Hands it to the browser's downloads; without an id, the open one. */
  exportZip(id?: string): Promise<void>;
  /** Opens what is in it as a project of its own; nothing of it runs until it is trusted. */
  importZip(zip: File): Promise<void>;
}

/** Each rejects with a Problem, and has changed nothing then. */
export interface VersionIntents {
  /** The functions as they were, files and all, by entry; an entry whose texts are lost is missing. */
  read(entryIds: readonly string[]): Promise<ReadonlyMap<string, ProjectFunction>>;
  /** In place of what is open, which is kept in the history first. */
  bringBack(entryId: string, what: BringBack): Promise<void>;
}

/** Each that comes to nothing says so in `replay.problem`, and never rejects. */
export interface ReplayIntents {
  /** From now on each arrival is kept with its whole event. */
  startRecording(): void;
  /** What was recorded becomes a run of its own, which is shown, and its recording. */
  stopRecording(): void;
  /** A recording that came from elsewhere, with the run that it is of; shown. */
  keepRecording(run: ObservedRun, recording: Recording): void;
  /** Sends what came from outside again, to the functions as they are now: what changed is deployed first. Beside `original`. */
  replayLive(original: ObservedRun, recording: Recording, pace: ReplayPace): Promise<void>;
  /** On the platform alone, under other settings. Beside `original`. */
  replayModelled(original: ObservedRun, recording: Recording, changes: ReplayChanges, name: string): Promise<void>;
  /** Sends no more; what was sent is the run. */
  stopReplay(): void;
  /** Ends what is recorded or replayed, and lets all recordings go. */
  forgetRecordings(): void;
}

/** Of a link in the address that waits for an answer. */
export interface LinkIntents {
  /** Opens it with the password, or says in `incoming` that it is the wrong one. */
  unlock(password: string): Promise<void>;
  /** Goes on with what was open before. */
  dismiss(): void;
}

/** What is kept of the page for a time without a network. */
export interface OfflineIntents {
  /** Brings every file of the page into this browser. */
  getAll(): void;
  stop(): void;
  /** Has `offline` told anew, with the room that there is. */
  look(): Promise<void>;
  /** Now: the page reloads as its new version. Not now: it is not offered again. */
  update(now: boolean): void;
}

/** Lessons: their code comes when the first one is opened. */
export interface LessonIntents {
  /** Opens the lesson's start as a project of its own, unless the open project is that lesson already; docks it. */
  openLesson(id: string): Promise<void>;
  /** Shows or hides the dock; how far it is stays. */
  dockLesson(open: boolean): void;
  showStep(step: number): void;
  /** Answers the shown step's question. */
  answerStep(guess: number): void;
  showHint(): void;
  /** Puts the files and settings of the solution in place of the open ones; what ran stays, and it is the person who runs them. */
  solveLesson(): void;
  /** The lesson's start again, with no step done. */
  resetLesson(): void;
}

/** What the driver reports; called by main.tsx only. */
export interface ReportIntents {
  reportPlatform(view: {
    containers: readonly ContainerSnapshot[];
    totals: PlatformTotals;
    totalsByFunction: Readonly<Record<string, PlatformTotals>>;
    clock: ClockView;
  }): void;
  reportServices(services: ServicesView): void;
  reportInvocations(ended: readonly InvocationView[]): void;
  reportRun(run: RunHistory): void;
  reportSandbox(sandbox: PlatformView["sandbox"], freezeMode?: FreezeMode): void;
  reportSaving(saving: State["saving"]): void;
  /** What storage kept, once it is read and parsed (saved-state.ts). */
  restore(saved: { readonly page?: Partial<SavedPage>; readonly work?: SavedWork }): void;
}

export interface Intents extends ProjectIntents, RunIntents, PlatformIntents, ServiceIntents, ViewIntents, ReportIntents {
  /** Absent until the code of it has arrived: none of the first screen's. */
  readonly replay?: ReplayIntents;
  /** As `replay`: see history-keeper.ts. */
  readonly versions?: VersionIntents;
  /** As `replay`: see project-shelf.ts. */
  readonly projects?: ShelfIntents;
  /** As `replay`: there once a link was. */
  readonly links?: LinkIntents;
  /** As `replay`: see offline-keeper.ts. */
  readonly offline?: OfflineIntents;
  /** As `replay`: see store/lessons. */
  readonly lessons?: LessonIntents;
}

export type Coldstart = State & { readonly intents: Intents };
