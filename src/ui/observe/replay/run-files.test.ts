import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { newRun } from "../../../metrics/history/run-history.ts";
import { awsLambda } from "../../../platform/profiles/aws-lambda.ts";
import { TEST_SETTINGS } from "../../../store/fake-port.ts";
import { fileOfRun, runOfFile } from "./run-files.ts";

const run = (change: Partial<ObservedRun> = {}): ObservedRun => ({
  id: "live",
  name: "Live until 11:04:52",
  origin: "measured",
  history: newRun(1_000),
  details: [],
  untilMs: 1_700_000_000_000,
  profile: awsLambda,
  settings: TEST_SETTINGS,
  ...change,
});
const view = (event: string) =>
  ({
    requestId: "r",
    functionName: "f",
    version: "1",
    status: "ok",
    coldStart: false,
    reason: "",
    because: "reused",
    arrivedAtMs: 1,
    endedAtMs: 2,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 1,
    billed: { requests: 1, billedMs: 1, billedMbMs: 128 },
    split: { initUs: 0, runUs: 1_000, roundingUs: 0 },
    memoryMb: 128,
    costUsd: 0,
    logs: [],
    event,
    trigger: "http",
  }) as const;

test("a small run is a file to be read by eye, a large one is packed; both open", async () => {
  const small = await fileOfRun(run(), "Photo Service");
  expect(small.name).toBe("photo-service-live-until-11-04-52-20231114-221320.coldstart-run.json");
  expect(await small.blob.text()).toMatch(/^\{"format":"coldstart-run"/);
  const large = await fileOfRun(run({ details: [view("x".repeat(600_000)), view("y".repeat(600_000))] }), "Photo Service");
  expect(large.name).toMatch(/\.coldstart-run\.json\.gz$/);
  expect(large.blob.size).toBeLessThan(100_000);
  for (const { blob } of [small, large])
    expect(await runOfFile(blob, "file-1")).toMatchObject({ ok: true, value: { id: "file-1", name: "Live until 11:04:52" } });
});

test("names that no file system takes become plain", async () => {
  const { name } = await fileOfRun(run({ name: "../../é / \\ 日本" }), "");
  expect(name).toMatch(/^é-日本-2023/);
});

test.each([
  ["empty", new Blob([]), "no-run"],
  ["text", new Blob(["hello"]), "no-run"],
  ["no UTF-8", new Blob([new Uint8Array([0xff, 0xfe, 0x00])]), "no-run"],
  ["packed rubbish", new Blob([new Uint8Array(gzipSync("hello"))]), "no-run"],
  ["a broken packing", new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]), "unreadable"],
])("%s is refused in words", async (_, blob, code) => {
  expect(await runOfFile(blob, "x")).toMatchObject({ ok: false, code });
});
