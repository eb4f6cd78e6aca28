/**
 * The frame's side of the `postMessage` API: a request `{ coldstart: 1, id, call, args }` is answered with
 * `{ coldstart: 1, id, result }` or `{ coldstart: 1, id, error }`, and what happens is told as `{ coldstart: 1, event, detail }`.
 * Only the page around the frame is heard, only if it is of the origin that the frame's address names, and nothing is
 * ever posted to another. What may be called is the list that is given here: nothing else of the page can be reached.
 */
import type { Problem } from "../../platform/results.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { asProblem } from "../../store/problem.ts";

export type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What is needed of a window. */
export interface FrameWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

export interface DeskOptions {
  readonly frame: FrameWindow;
  readonly origin: string;
  readonly calls: Calls;
  /** Requests that come before wait for it. */
  readonly ready: Promise<void>;
}

export interface MessageDesk {
  tell(event: string, detail: unknown): void;
  close(): void;
}

export const MESSAGE_VERSION = 1;
const MOST_ARGS = 4;
const MAX_ID_CHARS = 200;
/** A page that asks faster than is answered is told so. */
const MOST_AT_ONCE = 100;

type Id = string | number;

export function openMessageDesk({ frame, origin, calls, ready }: DeskOptions): MessageDesk {
  let atWork = 0;

  const post = (message: Readonly<Record<string, unknown>>) => frame.parent.postMessage({ coldstart: MESSAGE_VERSION, ...message }, origin);
  const answer = (id: Id, result: unknown) => {
    try {
      post({ id, result });
    } catch (reason) {
      refuse(id, { code: "not-plain-data", message: `The answer cannot be posted: ${String(reason)}`, remedy: "Ask for less of it." });
    }
  };
  const refuse = (id: Id, { code, message, remedy }: Problem) => post({ id, error: { code, message, remedy } });

  const carryOut = async (id: Id, call: string, args: readonly unknown[]): Promise<void> => {
    const action = Object.hasOwn(calls, call) ? calls[call] : undefined;
    if (!action) {
      const remedy = `Call one of ${Object.keys(calls).join(", ")}.`;
      return refuse(id, { code: "no-such-call", message: `There is no call "${call.slice(0, 60)}".`, remedy });
    }
    if (atWork >= MOST_AT_ONCE) {
      const message = `${MOST_AT_ONCE} calls are under way.`;
      return refuse(id, { code: "too-many-calls", message, remedy: "Wait for their answers first." });
    }
    atWork += 1;
    try {
      await ready;
      answer(id, await action(...args));
    } catch (reason) {
      refuse(id, asProblem(reason));
    } finally {
      atWork -= 1;
    }
  };

  const onMessage = ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (source !== frame.parent || from !== origin || !isRecord(data) || !Object.hasOwn(data, "coldstart")) return;
    const { id } = data;
    // Without an id there is nobody to answer.
    if (!isId(id)) return;
    if (data.coldstart !== MESSAGE_VERSION) {
      const message = `This page speaks version ${MESSAGE_VERSION} of the messages.`;
      return refuse(id, { code: "message-version", message, remedy: `Write coldstart: ${MESSAGE_VERSION}.` });
    }
    const { call, args = [] } = data;
    if (typeof call !== "string" || !Array.isArray(args) || args.length > MOST_ARGS) {
      const remedy = 'Write { coldstart: 1, id: 1, call: "project.get", args: [] }.';
      return refuse(id, { code: "message", message: "The message has no call, or its args are no short list.", remedy });
    }
    void carryOut(id, call, args);
  };

  frame.addEventListener("message", onMessage);
  return {
    tell(event, detail) {
      post({ event, detail });
    },
    close: () => frame.removeEventListener("message", onMessage),
  };
}

function isId(id: unknown): id is Id {
  return (typeof id === "string" && id.length <= MAX_ID_CHARS) || (typeof id === "number" && Number.isFinite(id));
}
