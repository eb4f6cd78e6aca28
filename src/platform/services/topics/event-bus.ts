/**
 * Event buses (EventBridge): what is put on one goes at once to each function and queue whose event pattern matches; nothing waits here. A
 * trigger on a bus is a rule with one target. Rules, archives and replays made at run time are refused: the project's
 * settings hold the rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/
 */
import { busArn, nameIn } from "../../aws-names.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { busEvent } from "../../triggers/topic-event.ts";
import { matchesPattern } from "../event-pattern.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { Reply, SendAbout, Service, ServiceContext } from "../service-context.ts";
import type { FunctionServices, TopicConfig } from "../services-config.ts";
import type { TopicView } from "../services-view.ts";
import { FanOut } from "./fan-out.ts";
import type { PublishedEvent } from "./published-message.ts";
import { DEFAULT_BUS, entrySizeBytes, readDetail, readEntry } from "./put-events-entry.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html: 1 to 10 entries, together less than 1 MB. */
const ENTRY_LIMIT = 10;
const REQUEST_LIMIT_BYTES = 1_048_576;

type Input = Readonly<Record<string, unknown>>;

export class EventBus implements Service {
  readonly #context: ServiceContext;
  readonly #fanOut: FanOut;
  #shown: ReadonlySet<string> = new Set();

  constructor(context: ServiceContext, { state }: { readonly state?: unknown } = {}) {
    this.#context = context;
    this.#fanOut = new FanOut(context, "bus", state);
  }

  configure(topics: readonly TopicConfig[], functions: readonly FunctionServices[]): void {
    this.#fanOut.configure(topics, functions, [DEFAULT_BUS]);
    this.#shown = new Set(topics.filter(({ kind }) => kind === "bus").map(({ name }) => name));
  }

  call(operation: string, input: Input, reply: Reply): void {
    reply({ ok: true, output: this.#answer(operation, input) });
  }

  /**
   * As a destination: what the invocation record becomes on a bus. Gives the event id. Throws ServiceError.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
   */
  publish(name: string, body: string, about: SendAbout): string {
    if (!this.#fanOut.names().includes(name)) throw noSuchBus(name);
    const detail = readDetail(body);
    if (!detail) throw new ServiceError("MalformedDetail", "Detail is malformed.");
    const context = isRecord(detail.requestContext) ? detail.requestContext : {};
    const sender = typeof context.functionArn === "string" ? context.functionArn : about.from;
    return this.#put({
      busName: name,
      source: "lambda",
      detailType: `Lambda Function Invocation Result - ${context.condition === "Success" ? "Success" : "Failure"}`,
      detail,
      resources: [busArn(name), sender],
      atMs: this.#context.nowMs(),
    });
  }

  /** The default bus is shown once something passes through it, or a function listens to it. */
  views(): readonly TopicView[] {
    return this.#fanOut
      .views()
      .filter(({ name, published }) => this.#shown.has(name) || published > 0 || this.#fanOut.subscribers(name).length > 0);
  }

  state(): unknown {
    return this.#fanOut.state();
  }

  #answer(operation: string, input: Input): JsonObject {
    switch (operation) {
      case "PutEvents":
        return this.#putEvents(input.Entries);
      case "ListEventBuses": {
        const prefix = typeof input.NamePrefix === "string" ? input.NamePrefix : "";
        const names = this.#fanOut.names().filter((name) => name.startsWith(prefix));
        return { EventBuses: names.map(busInfo) };
      }
      case "DescribeEventBus": {
        const name = typeof input.Name === "string" ? nameIn(input.Name) : DEFAULT_BUS;
        if (!this.#fanOut.names().includes(name)) throw noSuchBus(name);
        return busInfo(name);
      }
      default:
        throw new ServiceError(
          "UnknownOperationException",
          `EventBridge's ${operation} is not in this playground: PutEvents, ListEventBuses and DescribeEventBus are. Rules are triggers in the project's settings.`,
        );
    }
  }

  #putEvents(given: unknown): JsonObject {
    const entries: readonly unknown[] = Array.isArray(given) ? given : [];
    if (entries.length === 0) throw badEntries("[]", "greater than or equal to 1");
    if (entries.length > ENTRY_LIMIT) throw badEntries(`[${entries.length} entries]`, `less than or equal to ${ENTRY_LIMIT}`);
    if (entries.reduce<number>((sum, entry) => sum + entrySizeBytes(entry), 0) >= REQUEST_LIMIT_BYTES) {
      throw new ServiceError("ValidationException", "Total size of the entries in the request is over the limit.");
    }
    const nowMs = this.#context.nowMs();
    const answers = entries.map((entry): JsonObject => {
      const read = readEntry(entry, nowMs);
      return "ErrorCode" in read ? { ...read } : { EventId: this.#put(read) };
    });
    return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: answers };
  }

  #put(put: Omit<PublishedEvent, "eventId">): string {
    const eventId = this.#context.ids.uuid();
    const { busName } = put;
    if (!this.#fanOut.names().includes(busName)) {
      // EventBridge takes it and drops it without a word.
      this.#fanOut.discard(busName, eventId, `There is no bus "${busName}". EventBridge takes such an event and drops it.`);
      return eventId;
    }
    const event = busEvent({ ...put, eventId });
    const body = JSON.stringify(event);
    this.#fanOut.publish(busName, eventId, ({ filter }) => (filter === undefined || matchesPattern(filter, event) ? { body } : undefined));
    return eventId;
  }
}

const busInfo = (name: string) => ({ Name: name, Arn: busArn(name) });

const noSuchBus = (name: string) => new ServiceError("ResourceNotFoundException", `Event bus ${name} does not exist.`);

const badEntries = (value: string, bound: string) =>
  new ServiceError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
  );
