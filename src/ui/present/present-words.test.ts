import { expect, test } from "vitest";
import type { ContainerPhase, ContainerSnapshot } from "../../platform/container.ts";
import type { InvocationView } from "../../platform/results.ts";
import type { FleetEvent } from "../fleet/fleet-log.ts";
import { countFleet, fleetHeadline, newestNews, tileSize } from "./present-words.ts";

const shown = (phase: ContainerPhase) => ({ snapshot: {} as ContainerSnapshot, phase, sinceMs: 0 });

test.each<[readonly ContainerPhase[], string]>([
  [[], "Nothing is running, so nothing is billed"],
  [["evicted", "failed"], "Nothing is running, so nothing is billed"],
  [["idle"], "One container waits, frozen"],
  [["idle", "evicted", "idle"], "2 containers wait, frozen"],
  [["busy", "idle", "idle"], "One request, one container"],
  [["provisioning", "initializing", "busy"], "3 requests at once need 3 containers"],
])("%j: %s", (phases, words) => {
  expect(fleetHeadline(countFleet(phases.map(shown)))).toBe(words);
});

const event = (change: Partial<FleetEvent> = {}): FleetEvent => ({
  key: "start c-02",
  kind: "start",
  functionName: "hello",
  containerIds: ["c-02"],
  count: 1,
  atMs: 100,
  reason: "Cold: c-01 was busy.",
  ...change,
});
const ended = (change: Partial<InvocationView> = {}) =>
  ({ arrivedAtMs: 200, containerId: "c-01", coldStart: false, reason: "Warm: reused.", ...change }) as InvocationView;

test.each<[string, FleetEvent | undefined, InvocationView | undefined, string | undefined]>([
  ["nothing yet", undefined, undefined, undefined],
  ["a start", event(), undefined, "c-02 started."],
  ["a warm request after it", event(), ended(), "c-01 served again."],
  ["a warm request before it", event(), ended({ arrivedAtMs: 50 }), "c-02 started."],
  ["a warm request alone", undefined, ended(), "c-01 served again."],
  ["the cold request that it started for", event(), ended({ coldStart: true }), "c-02 started."],
  ["several that went", event({ kind: "evicted", containerIds: ["c-01", "c-02"], count: 2 }), undefined, "c-01, c-02 evicted."],
  ["requests that none took", event({ kind: "throttled", containerIds: [], count: 3 }), undefined, "3 requests of hello refused."],
])("the newest is %s", (_, of, last, words) => {
  expect(newestNews(of, last)?.what).toBe(words);
});

test("a reason is the platform's own", () => {
  expect(newestNews(event(), undefined)?.why).toBe("Cold: c-01 was busy.");
  expect(newestNews(event(), ended())?.why).toBe("Warm: reused.");
});

test.each([
  [0, "large"],
  [6, "large"],
  [7, "middle"],
  [12, "middle"],
  [13, "small"],
  [35, "small"],
  [36, "tiny"],
  [1_000, "tiny"],
])("%d containers are %s", (count, size) => {
  expect(tileSize(count)).toBe(size);
});
