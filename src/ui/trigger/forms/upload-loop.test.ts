import { expect, test } from "vitest";
import type { ServiceCallTrace } from "../../../platform/results.ts";
import type { UploadTrigger } from "../../../platform/triggers/trigger.ts";
import { invocation } from "../../../store/fake-port.ts";
import { uploadLoop } from "./upload-loop.ts";

const trigger = (change: Partial<UploadTrigger> = {}): UploadTrigger => ({
  ...{ type: "upload", bucket: "photos", events: ["created"], prefix: "", suffix: "" },
  ...change,
});
const wrote = (target: string, change: Partial<ServiceCallTrace> = {}) => ({
  ...invocation(),
  functionName: "thumbs",
  calls: [{ service: "s3", operation: "PutObject", target, atMs: 0, durationMs: 1, status: 200, ...change }],
});

test.each<[string, ReturnType<typeof wrote>[], UploadTrigger, RegExp | undefined]>([
  ["nothing seen, everything taken", [], trigger(), /^Every object created in "photos"/],
  ["nothing seen, a prefix", [], trigger({ prefix: "raw/" }), undefined],
  ["a write that the trigger takes", [wrote("photos/raw/a.jpg")], trigger({ prefix: "raw/" }), /wrote "raw\/a.jpg" into "photos"/],
  ["a write that it does not take", [wrote("photos/small/a.jpg")], trigger({ prefix: "raw/" }), undefined],
  ["a write elsewhere", [wrote("photos-small/raw/a.jpg")], trigger({ prefix: "raw/" }), undefined],
  ["a write that was refused", [wrote("photos/raw/a.jpg", { error: "NoSuchBucket" })], trigger({ prefix: "raw/" }), undefined],
  ["a read", [wrote("photos/raw/a.jpg", { operation: "GetObject" })], trigger({ prefix: "raw/" }), undefined],
  ["another function", [{ ...wrote("photos/raw/a.jpg"), functionName: "other" }], trigger({ prefix: "raw/" }), undefined],
  ["removals only", [wrote("photos/raw/a.jpg")], trigger({ events: ["removed"] }), undefined],
])("%s", (_, seen, given, expected) => {
  const words = uploadLoop(seen, "thumbs", given);
  if (expected) expect(words).toMatch(expected);
  else expect(words).toBeUndefined();
});
