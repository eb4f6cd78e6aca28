/** Every term of the field that lessons and panels use, each in one plain sentence. */
export interface GlossaryEntry {
  /** As it is written in a sentence: "cold start". It is also the id. */
  readonly term: string;
  /** Other forms of it that texts may use: "cold starts". */
  readonly also?: readonly string[];
  readonly sentence: string;
  /** The lesson that shows it. */
  readonly lesson?: string;
}

export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: "serverless",
    sentence: "You hand over code; the provider starts, scales, patches and stops the machines that run it, and charges for use.",
    lesson: "01-why-not-a-server",
  },
  {
    term: "function",
    also: ["functions"],
    sentence: "Code and its settings under one name, run by the platform when something asks for it.",
    lesson: "02-first-function",
  },
  {
    term: "handler",
    also: ["handlers"],
    sentence: "The exported function that the platform calls with each event.",
    lesson: "02-first-function",
  },
  {
    term: "runtime",
    also: ["runtimes"],
    sentence: "The language and its version that a container provides, such as Node.js 22.",
    lesson: "02-first-function",
  },
  {
    term: "event",
    also: ["events"],
    sentence: "The JSON value that a function is given: what happened, as its source describes it.",
    lesson: "04-events",
  },
  {
    term: "trigger",
    also: ["triggers"],
    sentence: "What sends events to a function: a route, a schedule, a bucket, a queue, a table, an alarm.",
    lesson: "04-events",
  },
  {
    term: "event source",
    also: ["event sources"],
    sentence: "A service whose events start functions.",
    lesson: "04-events",
  },
  {
    term: "invocation",
    also: ["invocations", "invoke", "invoked", "invokes"],
    sentence: "One run of a function for one event or batch.",
    lesson: "02-first-function",
  },
  {
    term: "request",
    also: ["requests"],
    sentence: "What asks for an invocation and, when it is synchronous, waits for the answer.",
    lesson: "02-first-function",
  },
  {
    term: "response",
    also: ["responses"],
    sentence: "What the handler returns, as the caller receives it.",
    lesson: "02-first-function",
  },
  {
    term: "deploy",
    also: ["deploys", "deployed", "deployment"],
    sentence: "To build the code and make it what the next requests run.",
    lesson: "02-first-function",
  },
  {
    term: "version",
    also: ["versions"],
    sentence: "What one deploy of a function left behind, under a number.",
    lesson: "03-function-platform",
  },
  {
    term: "package size",
    also: ["package", "bundle"],
    sentence: "How many bytes of code a container has to load before its first request.",
    lesson: "05-microservices-or-monolith",
  },
  {
    term: "container",
    also: ["containers", "execution environment", "instance", "instances"],
    sentence: "One execution environment of a function: it serves one request at a time and keeps its memory between them.",
    lesson: "02-first-function",
  },
  {
    term: "cold start",
    also: ["cold starts", "starts cold", "started cold", "start cold", "cold"],
    sentence: "A request that has to wait for a new container, because none is idle.",
    lesson: "02-first-function",
  },
  {
    term: "warm start",
    also: ["warm starts", "warm", "starts warm", "served warm"],
    sentence: "A request that is served by a container which is there already, so nothing has to be loaded.",
    lesson: "02-first-function",
  },
  {
    term: "init",
    also: ["initialisation", "initialise", "init duration"],
    sentence: "Loading the code of a container, once, before its first request: everything at module scope.",
    lesson: "02-first-function",
  },
  {
    term: "module scope",
    sentence: "Everything outside the handler: it runs at init, and what it makes lives as long as the container.",
    lesson: "06-stateless-almost",
  },
  {
    term: "freeze",
    also: ["frozen", "freezes", "thaw", "thawed"],
    sentence: "To stop a container between requests: no timer fires and no promise goes on.",
    lesson: "06-stateless-almost",
  },
  {
    term: "idle",
    also: ["idles", "idle container"],
    sentence: "Of a container: warm, frozen, and waiting for the next request.",
    lesson: "02-first-function",
  },
  {
    term: "evict",
    also: ["evicted", "eviction", "evicts"],
    sentence: "To end an idle container, with its memory and its /tmp.",
    lesson: "02-first-function",
  },
  {
    term: "keep-alive",
    also: ["idle lifetime", "idle timeout"],
    sentence: "How long the platform leaves an idle container before it evicts it; providers do not promise it.",
    lesson: "08-keeping-warm",
  },
  {
    term: "scale out",
    also: ["scales out", "scaling", "scaled out", "scale"],
    sentence: "To start more containers because more requests come at once.",
    lesson: "09-scaling",
  },
  {
    term: "scale to zero",
    also: ["scales to zero", "scaled to zero", "down to zero"],
    sentence: "To have no container at all when nothing is asked for, and pay nothing.",
    lesson: "09-scaling",
  },
  {
    term: "concurrency",
    also: ["concurrent", "concurrent requests"],
    sentence: "How many requests are being served at the same moment.",
    lesson: "09-scaling",
  },
  {
    term: "reserved concurrency",
    sentence: "A part of the account's concurrency that one function has for itself and cannot exceed.",
    lesson: "09-scaling",
  },
  {
    term: "provisioned concurrency",
    also: ["provisioned", "provisioned containers", "provisioned instances"],
    sentence: "Containers kept ready before any request, and paid for as long as they are.",
    lesson: "08-keeping-warm",
  },
  {
    term: "burst",
    also: ["bursts"],
    sentence: "Many requests within a moment, more than the containers that are warm.",
    lesson: "09-scaling",
  },
  {
    term: "throttle",
    also: ["throttled", "throttles", "throttling"],
    sentence: "To refuse a request because a limit is reached; over HTTP the caller sees 429 or 503.",
    lesson: "09-scaling",
  },
  {
    term: "stateless",
    also: ["state", "statelessness"],
    sentence: "Of code whose next request may be served anywhere: nothing it needs later is only in its memory.",
    lesson: "06-stateless-almost",
  },
  {
    term: "/tmp",
    sentence: "A folder of each container that lives as long as the container and is shared with no other.",
    lesson: "06-stateless-almost",
  },
  {
    term: "latency",
    sentence: "How long the caller waits: queue, start, init and run together.",
    lesson: "02-first-function",
  },
  {
    term: "percentile",
    also: ["percentiles", "p50", "p95", "p99"],
    sentence: "p95 is the time that 95 of 100 requests stay below.",
    lesson: "11-the-bill",
  },
  {
    term: "duration",
    also: ["durations", "run time"],
    sentence: "How long the handler ran.",
    lesson: "11-the-bill",
  },
  {
    term: "billed duration",
    also: ["billed time", "billed"],
    sentence: "The duration that is paid, rounded up; on AWS to the millisecond, with the init since August 2025.",
    lesson: "11-the-bill",
  },
  {
    term: "GB-second",
    also: ["GB-seconds", "GB-s"],
    sentence: "Memory times billed time: 1 GB for one second, or 128 MB for eight.",
    lesson: "11-the-bill",
  },
  {
    term: "memory size",
    also: ["memory"],
    sentence: "The memory a function is given and is billed for, used or not; on a real cloud more memory brings more CPU.",
    lesson: "11-the-bill",
  },
  {
    term: "free tier",
    sentence: "What a provider gives each month without charge.",
    lesson: "11-the-bill",
  },
  {
    term: "receipt",
    also: ["receipts"],
    sentence: "Here: how one request's billed time and cost came about, line by line.",
    lesson: "11-the-bill",
  },
  {
    term: "break-even",
    sentence: "The traffic at which functions cost as much as a server that is always on.",
    lesson: "11-the-bill",
  },
  {
    term: "always-on server",
    also: ["server", "servers"],
    sentence: "A machine that is rented by the hour, busy or not.",
    lesson: "01-why-not-a-server",
  },
  {
    term: "timeout",
    also: ["timeouts", "time limit", "times out"],
    sentence: "The time limit of a function: what runs longer is stopped, and billed until then.",
    lesson: "10-when-things-fail",
  },
  {
    term: "synchronous",
    also: ["synchronously"],
    sentence: "The caller waits for the answer, and has to try again itself when it fails.",
    lesson: "10-when-things-fail",
  },
  {
    term: "asynchronous",
    also: ["asynchronously"],
    sentence: "The platform takes the event, answers at once, and runs it later, with retries.",
    lesson: "10-when-things-fail",
  },
  {
    term: "retry",
    also: ["retries", "retried", "try again"],
    sentence: "The same event given to the function again after it failed.",
    lesson: "10-when-things-fail",
  },
  {
    term: "at least once",
    also: ["at-least-once"],
    sentence: "A promise that an event is delivered, with the price that it may be delivered twice.",
    lesson: "10-when-things-fail",
  },
  {
    term: "duplicate",
    also: ["duplicates"],
    sentence: "An event that was delivered before.",
    lesson: "10-when-things-fail",
  },
  {
    term: "idempotent",
    also: ["idempotency", "idempotently"],
    sentence: "Doing it twice has the effect of doing it once.",
    lesson: "10-when-things-fail",
  },
  {
    term: "idempotency key",
    also: ["idempotency keys"],
    sentence: "A name for one piece of work, the same at every try, by which a duplicate is recognised.",
    lesson: "10-when-things-fail",
  },
  {
    term: "dead letter",
    also: ["dead letters", "dead-letter queue", "dead-letter queues", "DLQ"],
    sentence: "An event that was given up after its last try, and kept to be looked at.",
    lesson: "10-when-things-fail",
  },
  {
    term: "poison message",
    also: ["poison messages"],
    sentence: "A message that makes its function fail every time it comes.",
    lesson: "10-when-things-fail",
  },
  {
    term: "destination",
    also: ["destinations"],
    sentence: "Where the record of an asynchronous invocation goes when it succeeded or was given up.",
    lesson: "10-when-things-fail",
  },
  {
    term: "queue",
    also: ["queues", "SQS"],
    sentence: "A service that holds messages until somebody takes and deletes them.",
    lesson: "04-events",
  },
  {
    term: "message",
    also: ["messages"],
    sentence: "One piece of a queue or topic: a text with attributes.",
    lesson: "04-events",
  },
  {
    term: "batch",
    also: ["batches", "batch size"],
    sentence: "Several messages or records that one invocation is given together.",
    lesson: "04-events",
  },
  {
    term: "visibility timeout",
    sentence: "How long a message that was received is hidden from others; not deleted by then, it comes again.",
    lesson: "10-when-things-fail",
  },
  {
    term: "bucket",
    also: ["buckets", "S3"],
    sentence: "A store of files, each under a key.",
    lesson: "04-events",
  },
  {
    term: "object",
    also: ["objects"],
    sentence: "One file in a bucket, with its key and content type.",
    lesson: "04-events",
  },
  {
    term: "table",
    also: ["tables", "DynamoDB"],
    sentence: "A store of items that are found by their key.",
    lesson: "04-events",
  },
  {
    term: "stream",
    also: ["streams", "table change"],
    sentence: "The changes of a table in their order, as events.",
    lesson: "04-events",
  },
  {
    term: "topic",
    also: ["topics", "SNS"],
    sentence: "A service that hands each message to everybody who subscribed.",
    lesson: "04-events",
  },
  {
    term: "fan-out",
    also: ["fans out"],
    sentence: "One event that starts several functions.",
    lesson: "04-events",
  },
  {
    term: "schedule",
    also: ["schedules", "scheduled"],
    sentence: "A trigger that fires at set times.",
    lesson: "04-events",
  },
  {
    term: "cron expression",
    also: ["cron"],
    sentence: "Minutes, hours, days, months and weekdays at which a schedule fires.",
    lesson: "04-events",
  },
  {
    term: "alarm",
    also: ["alarms"],
    sentence: "A watch over a metric that tells somebody when it crosses a threshold.",
    lesson: "04-events",
  },
  {
    term: "log",
    also: ["logs"],
    sentence: "What a function writes while it runs, with the platform's own START, END and REPORT lines.",
    lesson: "02-first-function",
  },
  {
    term: "REPORT line",
    also: ["REPORT"],
    sentence: "The last log line of a request: duration, billed duration, memory, and init if there was one.",
    lesson: "02-first-function",
  },
  {
    term: "trace",
    also: ["traces"],
    sentence: "The way of one request through functions and services.",
    lesson: "04-events",
  },
  {
    term: "monolith",
    also: ["monoliths"],
    sentence: "One program that holds every part of an application.",
    lesson: "05-microservices-or-monolith",
  },
  {
    term: "microservice",
    also: ["microservices"],
    sentence: "A small program with one task of its own, deployed by itself.",
    lesson: "05-microservices-or-monolith",
  },
  {
    term: "ping",
    also: ["scheduled ping", "pings"],
    sentence: "A request that does nothing, sent on a schedule so that a container stays warm.",
    lesson: "08-keeping-warm",
  },
  {
    term: "measured",
    sentence: "Of a number: clocked here, while your code ran in this browser.",
    lesson: "02-first-function",
  },
  {
    term: "modelled",
    sentence: "Of a number: worked out from a provider's published or observed figures, with their source.",
    lesson: "02-first-function",
  },
];

const BY_FORM: ReadonlyMap<string, GlossaryEntry> = new Map(
  GLOSSARY.flatMap((entry) => [entry.term, ...(entry.also ?? [])].map((form) => [form.toLowerCase(), entry] as const)),
);

/** In whatever form and case a text has it: "Cold starts" is "cold start". */
export function glossaryEntry(form: string): GlossaryEntry | undefined {
  return BY_FORM.get(form.toLowerCase());
}
