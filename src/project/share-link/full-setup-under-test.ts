/**
 * A set-up in which every field of every schema is there and holds something else than what goes without saying. `Whole`
 * makes the compiler ask for each: a field that is added to a schema does not compile here until it is in a link's test.
 */
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import type { ProjectFunction } from "../project-function.ts";
import type { Project } from "../schema.ts";
import type { RequestDraft } from "../setup/request-draft.ts";
import type { Setup } from "../setup/setup.ts";

export type Whole<T> = unknown extends T
  ? T
  : T extends string | number | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Whole<Item>[]
      : string extends keyof T
        ? T
        : { readonly [Field in keyof T]-?: Whole<Exclude<T[Field], undefined>> };

const CORS = {
  allowOrigins: ["https://example.com"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["content-type"],
  exposeHeaders: ["x-served"],
  allowCredentials: true,
  maxAgeS: 600,
};

const TRIGGERS: { readonly [Type in TriggerType]: Whole<Extract<Trigger, { readonly type: Type }>> } = {
  http: { type: "http", method: "POST", path: "/orders/{id}", payloadFormat: "1.0" },
  "function-url": { type: "function-url", cors: CORS },
  schedule: {
    type: "schedule",
    expression: "cron(0 3 * * ? *)",
    timeZone: "Europe/Berlin",
    input: { deep: [1, null, "x"] },
    enabled: false,
  },
  upload: { type: "upload", bucket: "photos", events: ["created", "removed"], prefix: "uploads/", suffix: ".jpg" },
  queue: {
    type: "queue",
    queue: "jobs",
    batchSize: 25,
    batchingWindowMs: 2_000,
    maximumConcurrency: 3,
    partialBatchResponses: true,
    filters: [{ body: { state: ["paid"] } }],
  },
  table: {
    type: "table",
    table: "orders",
    batchSize: 7,
    batchingWindowMs: 1_500,
    startingPosition: "TRIM_HORIZON",
    bisectOnError: true,
    maximumRetryAttempts: 4,
    maximumRecordAgeMs: 90_000,
    partialBatchResponses: true,
    filters: [{ eventName: ["INSERT"] }],
    onFailure: { type: "queue", name: "failed" },
  },
  alarm: { type: "alarm", alarm: "many errors" },
  topic: { type: "topic", topic: "news", filter: { kind: ["order"] }, filterScope: "MessageBody" },
};

const FUNCTIONS: readonly Whole<ProjectFunction>[] = [
  {
    name: "first-one",
    runtime: "typescript",
    nodeRuntime: "nodejs24.x",
    handler: "lib/app.run",
    files: {
      "lib/app.ts": 'export const run = async () => `"quoted" ü 漢 🚀`;\n',
      "data.json": '{"a": 1}\r\n',
      "empty.txt": "",
      "3": "a path that is a number",
    },
    memoryMb: 1_769,
    timeoutMs: 61_000,
    environment: { STAGE: "test", TABLE_NAME: "orders" },
    reservedConcurrency: 9,
    provisionedConcurrency: 2,
    logFormat: "JSON",
    asyncInvocation: {
      maximumRetryAttempts: 1,
      maximumEventAgeMs: 120_000,
      deadLetterQueue: "failed",
      onSuccess: { type: "topic", name: "news" },
      onFailure: { type: "bus", name: "bus-1" },
    },
    triggers: Object.values(TRIGGERS),
  },
  {
    name: "constructor",
    runtime: "typescript",
    nodeRuntime: "nodejs24.x",
    handler: "main.handler",
    files: { "main.ts": "export const handler = () => 1;\n", toString: "a file of an inherited name" },
    memoryMb: 256,
    timeoutMs: 4_000,
    environment: { constructor: "own" },
    reservedConcurrency: 5,
    provisionedConcurrency: 1,
    logFormat: "Text",
    asyncInvocation: {
      maximumRetryAttempts: 0,
      maximumEventAgeMs: 60_000,
      deadLetterQueue: "jobs",
      onSuccess: { type: "function", name: "first-one" },
      onFailure: { type: "queue", name: "jobs" },
    },
    triggers: [{ type: "http", method: "ANY", path: "$default", payloadFormat: "1.0" }],
  },
];

const PROJECT: Whole<Project> = {
  name: "everything there is",
  profile: "google-cloud",
  functions: FUNCTIONS,
  buckets: ["photos", "files"],
  queues: [
    {
      ...{
        name: "jobs",
        fifo: false,
        contentBasedDeduplication: false,
        visibilityTimeoutMs: 90_000,
        delayMs: 5_000,
        retentionMs: 86_400_000,
      },
      ...{ maxReceiveCount: 3, deadLetterQueue: "failed" },
    },
    {
      ...{
        name: "failed",
        fifo: false,
        contentBasedDeduplication: false,
        visibilityTimeoutMs: 60_000,
        delayMs: 1_000,
        retentionMs: 1_209_600_000,
      },
      ...{ maxReceiveCount: 5, deadLetterQueue: "jobs" },
    },
    {
      ...{
        name: "in-order.fifo",
        fifo: true,
        contentBasedDeduplication: true,
        visibilityTimeoutMs: 1_000,
        delayMs: 2_000,
        retentionMs: 60_000,
      },
      ...{ maxReceiveCount: 7, deadLetterQueue: "late.fifo" },
    },
    {
      ...{
        name: "late.fifo",
        fifo: true,
        contentBasedDeduplication: true,
        visibilityTimeoutMs: 2_000,
        delayMs: 1_000,
        retentionMs: 61_000,
      },
      ...{ maxReceiveCount: 8, deadLetterQueue: "in-order.fifo" },
    },
  ],
  tables: [
    {
      ...{ name: "orders", partitionKey: "id", partitionKeyType: "N", sortKey: "at", sortKeyType: "B", keyTypes: "of-first-item" },
      stream: "new-and-old-images",
      items: [{ id: 1, at: "AAEC", nested: { list: [true, null, 1.5e-7], text: "ü" } }],
    },
  ],
  topics: [
    {
      name: "news",
      kind: "topic",
      queues: [{ queue: "jobs", filter: { kind: ["order"] }, filterScope: "MessageBody", rawDelivery: true }],
    },
    {
      name: "bus-1",
      kind: "bus",
      queues: [{ queue: "failed", filter: { source: ["shop"] }, filterScope: "MessageAttributes", rawDelivery: true }],
    },
  ],
  alarms: [
    {
      ...{ name: "many errors", metric: "dead-letters", of: "first-one", statistic: "p95", periodMs: 120_000, evaluationPeriods: 5 },
      ...{ datapointsToAlarm: 3, threshold: -0.5, comparison: "<=", missingData: "breaching", queue: "jobs" },
    },
  ],
  secrets: { "db/password": "hunter2" },
  parameters: { "/app/greeting": "Hej" },
  api: { cors: CORS },
  network: {
    allowedHosts: ["api.example.com"],
    recorded: [
      {
        host: "api.example.com",
        method: "GET",
        path: "/v1/",
        status: 418,
        headers: { "content-type": "text/plain" },
        body: "short and stout",
      },
    ],
  },
};

const draft = (text: string): Whole<RequestDraft> => ({
  mode: "event",
  method: "PUT",
  target: `/orders/7?${text}`,
  headers: [
    { id: 4, name: "x-one", value: "1", enabled: false },
    { id: 3, name: "x-two", value: text, enabled: false },
  ],
  body: `{"text": "${text}"}`,
  event: `{ "event": "${text}" }`,
  trigger: "queue:jobs",
  events: { "queue:jobs": "[]", "schedule:0": '{ "a": 1 }' },
});

export const FULL_SETUP: Whole<Setup> = {
  project: PROJECT,
  drafts: { "first-one": draft("a"), constructor: draft("b") },
  savedEvents: [{ functionName: "first-one", name: "an order", draft: draft("c") }],
  load: {
    by: "duration",
    requests: 250,
    durationS: 33,
    pace: "concurrency",
    ratePerSecond: 0.5,
    concurrency: 12,
    pattern: "day",
    seed: 20_251_126,
  },
  settings: { accountConcurrency: 77, browserContainerLimit: 12, idleLifetimeMs: 45_500, billInit: false, modelProvisioning: true },
  bill: { serverId: "m7g.large", loadBalancer: true, freeTier: true },
  panels: {
    view: "observe",
    mobilePane: "lesson",
    openTabs: [
      { functionName: "constructor", path: "toString" },
      { functionName: "first-one", path: "lib/app.ts" },
    ],
    activeFile: { functionName: "constructor", path: "toString" },
    activeFunction: "constructor",
    openService: { kind: "table", name: "orders" },
    observeTab: "why",
    observeQuery: "function:first-one status:error",
  },
  lesson: "09-scaling",
  classroom: {
    title: "Serverless, group 2",
    lockedFiles: [{ functionName: "constructor", path: "main.ts" }],
    hintsHidden: true,
    asksForResult: true,
  },
  result: {
    from: "Ada",
    note: "Step 3 took me long.",
    lesson: { id: "09-scaling", stepsDone: ["burst", "throttle"] },
    figures: { requests: 120, coldStarts: 4, errors: 2, p95Ms: 151.25, billedMbMs: 1_234_567, costUsd: 0.0000417 },
  },
  run: { format: "coldstart-run", version: 2, rows: { arrived: [1, 2, 3] } },
};
