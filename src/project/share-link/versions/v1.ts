/**
 * The first version: the set-up as JSON with the names it has everywhere, without what goes without saying. Short names
 * would win nothing: with the dictionary, a known name takes no more room than a letter. All of it is frozen, also
 * where the page's own defaults go on.
 */
import { isJsonObject, type Json, type JsonObject } from "../../plain-data.ts";
import { leaveOut, putBack, type Shape, sameJson } from "../left-out.ts";
import type { LinkVersion } from "./link-version.ts";
import { DICTIONARY_V1 } from "./v1-dictionary.ts";

const CORS: Shape = { defaults: { allowOrigins: [], allowMethods: [], allowHeaders: [], exposeHeaders: [], allowCredentials: false } };
const BATCHES = { batchingWindowMs: 0, partialBatchResponses: false, filters: [] };
const STREAM = { startingPosition: "LATEST", bisectOnError: false, maximumRetryAttempts: -1, maximumRecordAgeMs: -1 };
const RETRIES = { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 };

const TRIGGER: Shape = {
  byType: {
    http: { defaults: { method: "GET", payloadFormat: "2.0" } },
    "function-url": { fields: { cors: CORS } },
    schedule: { defaults: { timeZone: "UTC", enabled: true } },
    upload: { defaults: { events: ["created"], prefix: "", suffix: "" } },
    queue: { defaults: { batchSize: 10, ...BATCHES } },
    table: { defaults: { batchSize: 100, ...BATCHES, ...STREAM } },
  },
};

const FUNCTION: Shape = {
  defaults: {
    runtime: "javascript",
    nodeRuntime: "nodejs22.x",
    handler: "index.handler",
    memoryMb: 128,
    timeoutMs: 3000,
    environment: {},
    asyncInvocation: RETRIES,
    triggers: [],
  },
  fields: { asyncInvocation: { defaults: RETRIES }, triggers: { each: TRIGGER } },
};

const QUEUE: Shape = {
  defaults: { fifo: false, contentBasedDeduplication: false, visibilityTimeoutMs: 30_000, delayMs: 0, retentionMs: 345_600_000 },
};
const TABLE: Shape = { defaults: { partitionKeyType: "S", sortKeyType: "S", items: [] } };
const TOPIC: Shape = { defaults: { kind: "topic", queues: [] }, fields: { queues: { each: { defaults: { rawDelivery: false } } } } };
const ALARM: Shape = { defaults: { evaluationPeriods: 1, datapointsToAlarm: 1, missingData: "missing" } };
const NETWORK: Shape = {
  defaults: { allowedHosts: [], recorded: [] },
  fields: { recorded: { each: { defaults: { status: 200, headers: {}, body: "" } } } },
};

const PROJECT: Shape = {
  defaults: {
    profile: "aws-lambda",
    ...{ buckets: [], queues: [], tables: [], topics: [], alarms: [] },
    ...{ secrets: {}, parameters: {}, api: {}, network: { allowedHosts: [], recorded: [] } },
  },
  fields: {
    functions: { each: FUNCTION },
    queues: { each: QUEUE },
    tables: { each: TABLE },
    topics: { each: TOPIC },
    alarms: { each: ALARM },
    api: { fields: { cors: CORS } },
    network: NETWORK,
  },
};

const HEADERS: Shape = { each: { defaults: { enabled: true } }, numbered: "id" };
const EVENT = '{\n  "name": "Ada"\n}';
const DRAFT: JsonObject = { mode: "http", method: "GET", target: "/", headers: [], body: "", event: EVENT };
const draftLike = (defaults: JsonObject): Shape => ({ defaults, fields: { headers: HEADERS } });

const SETUP: Shape = {
  fields: {
    project: PROJECT,
    savedEvents: { each: { fields: { draft: draftLike(DRAFT) } } },
    load: {
      defaults: {
        ...{ by: "requests", requests: 100, durationS: 10, pace: "rate", ratePerSecond: 20, concurrency: 10 },
        ...{ pattern: "steady", seed: 1 },
      },
    },
    settings: {
      defaults: {
        ...{ accountConcurrency: 1000, browserContainerLimit: 64, idleLifetimeMs: 300_000 },
        ...{ billInit: true, modelProvisioning: false },
      },
    },
    bill: { defaults: { serverId: "t4g.small", loadBalancer: false, freeTier: false } },
    classroom: { defaults: { lockedFiles: [], hintsHidden: false, asksForResult: false } },
  },
};

type NamedFunction = JsonObject & { readonly name: string };

/** Those that can have a draft; what is wrong with the others, the parser says. */
function functionsOf(setup: JsonObject): readonly NamedFunction[] {
  const functions = isJsonObject(setup.project) ? setup.project.functions : undefined;
  const isNamed = (each: Json): each is NamedFunction => isJsonObject(each) && typeof each.name === "string";
  return Array.isArray(functions) ? functions.filter(isNamed) : [];
}

/** What is ready to be sent to a function that nobody has asked anything yet. */
function draftOf({ triggers }: JsonObject): JsonObject {
  const all: readonly Json[] = Array.isArray(triggers) ? triggers : [];
  const route = all.find((each) => isJsonObject(each) && each.type === "http");
  if (!isJsonObject(route) || typeof route.path !== "string") return { ...DRAFT, mode: "event" };
  const method = route.method === "ANY" ? "GET" : (route.method ?? "GET");
  return { ...DRAFT, method, target: route.path === "$default" ? "/" : route.path.replaceAll(/\{[^}]+\}/g, "1") };
}

/** A function's draft as it always begins is left out; null says that it has none. */
function shortDrafts(drafts: Json, functions: readonly NamedFunction[]): Json {
  if (!isJsonObject(drafts)) return drafts;
  const entries = functions.map((each): [string, Json] => {
    const { name } = each;
    const draft = Object.hasOwn(drafts, name) ? drafts[name] : undefined;
    return [name, draft === undefined ? null : leaveOut(draft, draftLike(draftOf(each)))];
  });
  return Object.fromEntries(entries.filter(([, draft]) => !sameJson(draft, {})));
}

function fullDrafts(drafts: Json, functions: readonly NamedFunction[]): Json {
  if (!isJsonObject(drafts)) return drafts;
  const entries = functions.map((each): [string, Json] => {
    const { name } = each;
    return [name, putBack((Object.hasOwn(drafts, name) ? drafts[name] : undefined) ?? {}, draftLike(draftOf(each)))];
  });
  const isNone = (name: string) => Object.hasOwn(drafts, name) && drafts[name] === null;
  return Object.fromEntries(entries.filter(([name]) => !isNone(name)));
}

/** As a project stands that was just opened: its first function's entry, in the editor. */
function panelsOf([first]: readonly NamedFunction[]): Shape {
  const common = { view: "build", mobilePane: "code", observeTab: "overview", observeQuery: "" };
  const functionName = first?.name ?? "";
  const paths = first && isJsonObject(first.files) ? Object.keys(first.files) : [];
  const handler = first && typeof first.handler === "string" ? first.handler : "";
  const module = handler.slice(0, handler.lastIndexOf("."));
  const path = paths.find((each) => each.replace(/\.[^./]+$/, "") === module) ?? paths[0];
  const file = path === undefined ? null : { functionName, path };
  return { defaults: { ...common, openTabs: file ? [file] : [], activeFile: file, activeFunction: functionName } };
}

export const V1: LinkVersion = {
  number: 1,
  dictionary: DICTIONARY_V1,

  shorten(setup) {
    const functions = functionsOf(setup);
    const { drafts, panels } = setup;
    const special = {
      ...(drafts === undefined ? {} : { drafts: shortDrafts(drafts, functions) }),
      // An editor without a file is said: absent would be the entry.
      ...(isJsonObject(panels) ? { panels: leaveOut({ activeFile: null, ...panels }, panelsOf(functions)) } : {}),
    };
    const short = leaveOut({ ...setup, ...special }, SETUP);
    return isJsonObject(short) ? short : {};
  },

  restore(short) {
    const full = putBack(short, SETUP);
    if (!isJsonObject(full)) return short;
    const functions = functionsOf(full);
    const { drafts, panels } = full;
    return {
      ...full,
      ...(drafts === undefined ? {} : { drafts: fullDrafts(drafts, functions) }),
      ...(panels === undefined ? {} : { panels: putBack(panels, panelsOf(functions)) }),
    };
  },
};
