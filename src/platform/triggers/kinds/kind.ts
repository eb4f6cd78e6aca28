/**
 * Everything the pure side of the project knows of one type of trigger, said once: who reads it asks registry.ts and has no
 * switch on the type. Not here: how it is read (project/triggers/), its sample event (../sample-event.ts) and its form
 * (ui/trigger/), which are records by type that other folders or later files own.
 */

import type { ServiceKind } from "../../services/service-ref.ts";
import type { QueueConfig, TableConfig } from "../../services/services-config.ts";
import type { Destination, Trigger, TriggerType } from "../trigger.ts";

export type TriggerOf<Type extends TriggerType> = Extract<Trigger, { readonly type: Type }>;

/** Methods, not function fields: that lets a kind of one type stand where the kind of any trigger is asked for. */
interface Common<T extends Trigger> {
  readonly type: T["type"];
  /** "Upload". */
  readonly label: string;
  /** One line: when to use it. */
  readonly when: string;
  /**
   * Who waits for the function. "synchronous": the caller. "asynchronous": Lambda's internal queue, which retries.
   * "polled": Lambda's poller, which reads batches and invokes once after another.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
   */
  readonly delivery: "synchronous" | "asynchronous" | "polled";
  /** What a new one begins with. `subject`: the name of the service it watches, or its function's where it watches none. */
  first(subject: string): T;
  /** What it watches, or when it fires, for a chip: "photos", "GET /hello". With the type it is the trigger's key in a draft. */
  subject(trigger: T): string;
  /** Of what a function has at most one, in words: "function URL". Absent: any number. */
  onlyOne?(trigger: T): string;
  /** Where its failed batches go, and the trigger with another place for them. */
  readonly failures?: {
    destination(trigger: T): Destination | undefined;
    withDestination(trigger: T, destination: Destination | undefined): T;
  };
  /** What is wrong between it and the rest of the project. That what it watches exists is checked before, for every kind. */
  check?(trigger: T, around: TriggerSurroundings): TriggerProblem | undefined;
}

/** It watches a service, which is its place on the map. */
export interface WatchingKind<T extends Trigger> extends Common<T> {
  readonly watches: {
    readonly kind: ServiceKind;
    name(trigger: T): string;
    renamed(trigger: T, name: string): T;
  };
  /** What of the service it takes, and how, beside the service's name: "when created, raw/*.jpg". */
  words(trigger: T): string;
}

/** It watches no service, and has a place of its own on the map. */
export interface StandingKind<T extends Trigger> extends Common<T> {
  readonly watches?: undefined;
  /** `place`: among all triggers of the function. */
  node(trigger: T, functionName: string, place: number): TriggerNode;
  /** What a new one is at first, and where that is changed. */
  readonly beginning: string;
}

/** The id of the node is `${kind}:${key}`. */
export interface TriggerNode {
  readonly kind: "http" | "schedule";
  readonly key: string;
  readonly name: string;
}

export type TriggerKind<T extends Trigger> = WatchingKind<T> | StandingKind<T>;

export interface TriggerSurroundings {
  /** 'Function "a": its queue trigger', to begin a sentence with. */
  readonly owner: string;
  /** The function's. */
  readonly timeoutMs: number;
  readonly queues: readonly QueueConfig[];
  readonly tables: readonly TableConfig[];
  warn(sentence: string): void;
}

export interface TriggerProblem {
  readonly message: string;
  readonly remedy: string;
}
