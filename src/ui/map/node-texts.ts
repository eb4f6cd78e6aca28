/** The one line below a node's name: what it holds or does now. */
import type { ServicesView } from "../../platform/services/services-view.ts";
import { counted } from "../shared/counted.ts";
import { untilWords } from "./flight-rows.ts";
import { type GraphNode, nameOfNode } from "./graph.ts";

export interface NodeText {
  readonly text: string;
  readonly tone: "plain" | "active" | "bad";
}

const KIND_WORDS: Readonly<Record<GraphNode["kind"], string>> = {
  bucket: "Bucket",
  queue: "Queue",
  table: "Table",
  topic: "Topic",
  bus: "Event bus",
  alarm: "Alarm",
  function: "Function",
  schedule: "Schedule",
  http: "HTTP",
};

export function kindWord(kind: GraphNode["kind"]): string {
  return KIND_WORDS[kind];
}

export function nodeText({ id, kind, name }: GraphNode, view: ServicesView, nowMs: number): NodeText {
  const plain = (text: string): NodeText => ({ text, tone: "plain" });
  switch (kind) {
    case "bucket": {
      const bucket = view.buckets.find((each) => each.name === name);
      return plain(bucket ? counted(bucket.objectCount, "object") : "Bucket");
    }
    case "queue":
      return queueText(view, name);
    case "table": {
      const table = view.tables.find((each) => each.name === name);
      return plain(table ? counted(table.itemCount, "item") : "Table");
    }
    case "topic":
    case "bus": {
      const topic = view.topics.find((each) => each.name === name);
      return plain(topic ? `${topic.published.toLocaleString("en-US")} published` : KIND_WORDS[kind]);
    }
    case "alarm": {
      const alarm = view.alarms.find(({ config }) => config.name === name);
      if (!alarm) return plain("Alarm");
      return alarm.state === "ALARM" ? { text: "in alarm", tone: "bad" } : plain(alarm.state === "OK" ? "OK" : "insufficient data");
    }
    case "schedule": {
      const schedule = view.schedules.find(({ functionName, place }) => `${functionName}/${place}` === nameOfNode(id));
      if (!schedule) return plain("Schedule");
      if (!schedule.enabled) return plain("paused");
      return plain(schedule.nextMs === undefined ? "fires no more" : `next: ${untilWords(schedule.nextMs - nowMs)}`);
    }
    case "function":
      return functionText(view, name);
    case "http":
      return plain("HTTP");
  }
}

function queueText({ queues }: ServicesView, name: string): NodeText {
  const queue = queues.find((each) => each.name === name);
  if (!queue) return { text: "Queue", tone: "plain" };
  const { waiting, delayed, inFlight, deadLettersOf } = queue;
  const parts = [
    [waiting, deadLettersOf.length > 0 ? "dead" : "waiting"],
    [delayed, "delayed"],
    [inFlight, "in flight"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString("en-US")} ${word}`);
  if (shown.length === 0) return { text: "empty", tone: "plain" };
  return { text: shown.join(", "), tone: deadLettersOf.length > 0 ? "bad" : inFlight > 0 ? "active" : "plain" };
}

/** Events that wait for the function: those of Lambda's own queue, and records of streams. */
function functionText({ asyncEvents, mappings }: ServicesView, name: string): NodeText {
  const events = asyncEvents.filter(({ functionName, state }) => functionName === name && state !== "running");
  const failing = events.some(({ state }) => state !== "waiting");
  const records = mappings.reduce((sum, each) => sum + (each.functionName === name ? each.waitingRecords : 0), 0);
  const waiting = events.length + records;
  if (waiting === 0) return { text: "", tone: "plain" };
  return { text: `${waiting.toLocaleString("en-US")} waiting`, tone: failing ? "bad" : "plain" };
}
