import { describe, expect, it } from "vitest";
import type { ContainerPhase, ContainerSnapshot } from "../../platform/container.ts";
import { NO_NEWS, newsText, phasesOf, withNews } from "./fleet-news.ts";

function container(id: string, phase: ContainerPhase): ContainerSnapshot {
  return {
    id,
    functionName: "hello",
    version: "1",
    memoryMb: 128,
    phase,
    phaseSinceMs: 0,
    bornAtMs: 0,
    startReason: "Cold: scaled to zero. Nothing was running.",
    served: 0,
    needsReset: false,
    retired: false,
  };
}

describe("news of the fleet", () => {
  it("names a single container", () => {
    expect(newsText(withNews(NO_NEWS, new Map(), [container("c-01", "initializing")]))).toBe("Container c-01 started cold.");
  });

  it("merges what happened between two sentences", () => {
    const first = [container("c-01", "busy"), container("c-02", "idle")];
    const later = [container("c-01", "failed"), container("c-02", "evicted"), container("c-03", "busy"), container("c-04", "busy")];
    const started = withNews(NO_NEWS, new Map(), first);
    const all = withNews(started, phasesOf(first), later);
    expect(newsText(all)).toBe("4 containers started cold, Container c-02 evicted, Container c-01 failed.");
  });

  it("says nothing of what stays as it is, and nothing twice", () => {
    const ended = [container("c-01", "evicted"), container("c-02", "idle")];
    expect(newsText(withNews(NO_NEWS, phasesOf(ended), ended))).toBe("");
  });
});
