/**
 * What can be checked only when the whole project is known: that a trigger's queue exists, that a dead-letter queue fits.
 *
 * What is named on the way in (triggers, dead-letter queues, destinations that are services) must exist, or an event
 * would be lost at once. What only looks on or comes last (the function an alarm watches, the function a destination
 * names) may be gone: AWS lets the function be deleted and keeps both, and a function must stay removable. That is a
 * warning.
 */

import type { ServiceKind } from "../platform/services/service-ref.ts";
import { kindOf, sourceOf } from "../platform/triggers/kinds/registry.ts";
import { type Refused, refuse } from "../platform/triggers/parsed.ts";
import type { Destination, Trigger } from "../platform/triggers/trigger.ts";
import type { ReadingNotes } from "./field-reader.ts";
import { checkOverlaps } from "./overlapping-uploads.ts";
import type { Project } from "./schema.ts";

/** There is always one: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html */
export const DEFAULT_BUS = "default";

function namesOf(project: Project, kind: ServiceKind): readonly string[] {
  if (kind === "bucket") return project.buckets;
  const names = project[`${kind}s`].map(({ name }) => name);
  return kind === "topic" ? [...names, DEFAULT_BUS] : names;
}

class CrossCheck {
  readonly #project: Project;
  readonly #warnings: string[];

  constructor(project: Project, notes: ReadingNotes) {
    this.#project = project;
    this.#warnings = notes.warnings;
  }

  #exists(kind: ServiceKind, name: string, owner: string, code: string): Refused | undefined {
    const names = namesOf(this.#project, kind);
    if (names.includes(name)) return undefined;
    const there = names.length === 0 ? `The project has no ${kind}s` : `Its ${kind}s are ${names.map((each) => `"${each}"`).join(", ")}`;
    return refuse(
      code,
      `${owner} names the ${kind} "${name}", which does not exist.`,
      `${there}: add "${name}" to ${kind}s, or name another.`,
    );
  }

  /** Of functions, topics and alarms: none of them sends to a FIFO queue, as they give no message group. */
  #standardQueue(name: string, owner: string, code: string): Refused | undefined {
    const missing = this.#exists("queue", name, owner, code);
    if (missing || !name.endsWith(".fifo")) return missing;
    return refuse(
      code,
      `${owner} names the FIFO queue "${name}".`,
      "Name a standard queue: only a queue's own dead letters go to a FIFO queue.",
    );
  }

  #destination(destination: Destination | undefined, owner: string, source: "function" | "stream"): Refused | undefined {
    if (destination === undefined) return undefined;
    const { type, name } = destination;
    const code = "destination";
    if (type === "queue") return this.#standardQueue(name, owner, code);
    if (type === "function") {
      if (source === "stream")
        return refuse(code, `${owner} is a function.`, "Name a queue or a topic: what a stream discards goes to no function.");
      if (!this.#project.functions.some((each) => each.name === name)) {
        this.#warnings.push(`${owner} names the function "${name}", which does not exist: what would go there is dropped.`);
      }
      return undefined;
    }
    const missing = this.#exists("topic", name, owner, code);
    if (missing) return missing;
    if (type === "bus" && source === "stream") return refuse(code, `${owner} is an event bus.`, "Name a queue or a topic.");
    const isBus = name === DEFAULT_BUS || this.#project.topics.some((each) => each.name === name && each.kind === "bus");
    if (isBus === (type === "bus")) return undefined;
    return refuse(code, `${owner} says that "${name}" is a ${type}.`, `Write type: "${isBus ? "bus" : "topic"}".`);
  }

  #trigger(trigger: Trigger, owner: string, timeoutMs: number): Refused | undefined {
    const code = `trigger-${trigger.type}`;
    const kind = kindOf(trigger);
    const source = sourceOf(trigger);
    const missing = source && this.#exists(source.kind, source.name, owner, code);
    if (missing) return missing;
    const { queues, tables } = this.#project;
    const warn = (sentence: string) => void this.#warnings.push(sentence);
    const problem = kind.check?.(trigger, { owner, timeoutMs, queues, tables, warn });
    if (problem) return refuse(code, problem.message, problem.remedy);
    return this.#destination(kind.failures?.destination(trigger), `${owner}: its onFailure`, "stream");
  }

  /** A function has one URL, and one mapping to each queue and stream. */
  #onlyOnce({ name, triggers }: Project["functions"][number]): Refused | undefined {
    const taken = new Set<string>();
    for (const trigger of triggers) {
      const what = kindOf(trigger).onlyOne?.(trigger);
      if (what === undefined) continue;
      if (taken.has(what)) return refuse("trigger-twice", `Function "${name}": it has the ${what} twice.`, "Remove one of the two.");
      taken.add(what);
    }
    return undefined;
  }

  #functions(): Refused | undefined {
    for (const each of this.#project.functions) {
      const owner = `Function "${each.name}"`;
      const { deadLetterQueue, onSuccess, onFailure } = each.asyncInvocation;
      const problem =
        this.#onlyOnce(each) ??
        (deadLetterQueue === undefined
          ? undefined
          : this.#standardQueue(deadLetterQueue, `${owner}: its deadLetterQueue`, "destination")) ??
        this.#destination(onSuccess, `${owner}: its onSuccess`, "function") ??
        this.#destination(onFailure, `${owner}: its onFailure`, "function");
      if (problem) return problem;
      for (const trigger of each.triggers) {
        const wrong = this.#trigger(trigger, `${owner}: its ${trigger.type} trigger`, each.timeoutMs);
        if (wrong) return wrong;
      }
    }
    return undefined;
  }

  #queues(): Refused | undefined {
    for (const { name, fifo, deadLetterQueue } of this.#project.queues) {
      if (deadLetterQueue === undefined) continue;
      const owner = `Queue "${name}": its deadLetterQueue`;
      const missing = this.#exists("queue", deadLetterQueue, owner, "queue-dead-letter-queue");
      if (missing) return missing;
      if (deadLetterQueue.endsWith(".fifo") !== fifo) {
        const [own, other] = fifo ? ["FIFO", "standard"] : ["standard", "FIFO"];
        const message = `${owner} "${deadLetterQueue}" is ${other}, and the queue is ${own}.`;
        return refuse("queue-dead-letter-queue", message, `Name a ${own} queue.`);
      }
    }
    return undefined;
  }

  #topics(): Refused | undefined {
    for (const { name, kind, queues } of this.#project.topics) {
      for (const { queue } of queues) {
        const owner = `${kind === "bus" ? "Bus" : "Topic"} "${name}"`;
        const problem = this.#standardQueue(queue, owner, "topic-queues");
        if (problem) return problem;
      }
    }
    return undefined;
  }

  #alarms(): Refused | undefined {
    for (const { name, metric, of, queue } of this.#project.alarms) {
      const watched = metric === "queue-age" ? namesOf(this.#project, "queue") : this.#namesWatched(metric === "dead-letters");
      if (of !== undefined && !watched.includes(of)) {
        const what = metric === "queue-age" ? "queue" : metric === "dead-letters" ? "function or queue" : "function";
        this.#warnings.push(`Alarm "${name}" watches the ${what} "${of}", which does not exist: it gets no data.`);
      }
      const problem = queue === undefined ? undefined : this.#standardQueue(queue, `Alarm "${name}"`, "alarm-queue");
      if (problem) return problem;
    }
    return undefined;
  }

  #namesWatched(withQueues: boolean): readonly string[] {
    const functions = this.#project.functions.map(({ name }) => name);
    return withQueues ? [...functions, ...namesOf(this.#project, "queue")] : functions;
  }

  run(): Refused | undefined {
    const problem = this.#queues() ?? this.#topics() ?? this.#alarms() ?? this.#functions();
    if (!problem) this.#warnings.push(...checkOverlaps(this.#project.functions));
    return problem;
  }
}

/** `notes` receives the warnings. */
export function crossCheck(project: Project, notes: ReadingNotes): Refused | undefined {
  return new CrossCheck(project, notes).run();
}
