import { describe, expect, test } from "vitest";
import type { UploadTrigger } from "../../triggers/trigger.ts";
import { encodeObjectKey } from "../../triggers/upload-event.ts";
import { ContextUnderTest } from "../context-under-test.ts";
import { Buckets } from "./buckets.ts";
import { UploadNotifications, uploadLoopProblem } from "./upload-notifications.ts";

const trigger = (more: Partial<UploadTrigger> = {}): UploadTrigger => ({
  type: "upload",
  bucket: "photos",
  events: ["created"],
  prefix: "",
  suffix: "",
  ...more,
});

function world(...triggers: readonly UploadTrigger[]) {
  const context = new ContextUnderTest();
  const notifications = new UploadNotifications(context);
  notifications.configure([{ name: "thumbs", triggers: [{ type: "queue-of-another-kind" } as never, ...triggers] }]);
  const buckets = new Buckets(context, { onChange: (change) => notifications.take(change) });
  buckets.configure(["photos", "other"]);
  const call = (operation: string, key: string, bucket = "photos") =>
    buckets.call(
      operation,
      { Bucket: bucket, Key: key, Body: { contentId: "c", sizeBytes: 5, md5: "0123456789abcdef0123456789abcdef" } },
      () => {},
    );
  return { context, call };
}

describe("a trigger takes what matches", () => {
  test.each<[Partial<UploadTrigger>, string, boolean]>([
    [{}, "a", true],
    [{ prefix: "in/" }, "in/a.jpg", true],
    [{ prefix: "in/" }, "out/a.jpg", false],
    [{ prefix: "in/" }, "In/a.jpg", false],
    [{ suffix: ".jpg" }, "a.jpg", true],
    [{ suffix: ".jpg" }, "a.jpg.txt", false],
    [{ prefix: "in/", suffix: ".jpg" }, "in/a.png", false],
    [{ prefix: "in/a", suffix: "a.jpg" }, "in/a.jpg", true],
    [{ bucket: "other" }, "a", false],
    [{ events: ["removed"] }, "a", false],
    [{ events: [] }, "a", false],
  ])("%j of %s: %s", (filter, key, matches) => {
    const { context, call } = world(trigger(filter));
    call("PutObject", key);
    expect(context.asyncInvokes).toHaveLength(matches ? 1 : 0);
    expect(context.passes).toHaveLength(matches ? 1 : 0);
  });

  test("created and removed, each with its event", () => {
    const { context, call } = world(trigger({ events: ["created", "removed"] }));
    call("PutObject", "red flower.jpg");
    call("DeleteObject", "red flower.jpg");
    call("DeleteObject", "red flower.jpg");
    expect(context.asyncInvokes.map(({ functionName, source }) => `${functionName} ${source}`)).toEqual(["thumbs upload", "thumbs upload"]);
    const [created, removed] = context.asyncInvokes.map(({ event }) => JSON.parse(event).Records[0]);
    expect(created).toMatchObject({
      eventName: "ObjectCreated:Put",
      s3: { configurationId: "thumbs-1", object: { key: "red+flower.jpg", size: 5 } },
    });
    expect(removed.eventName).toBe("ObjectRemoved:Delete");
    expect(Object.keys(removed.s3.object)).toEqual(["key", "sequencer"]);
    expect(context.passes[0]).toMatchObject({ from: "bucket:photos", to: "function:thumbs" });
    expect(context.notes).toEqual([]);
  });

  test("two triggers that match start the function twice", () => {
    const { context, call } = world(trigger(), trigger({ suffix: ".jpg" }));
    call("PutObject", "a.jpg");
    expect(context.asyncInvokes).toHaveLength(2);
  });
});

test.each([
  ["red flower.jpg", "red+flower.jpg"],
  ["a/b/c.txt", "a/b/c.txt"],
  ["a+b", "a%2Bb"],
  ["year=2026/é.csv", "year%3D2026/%C3%A9.csv"],
  ["100%(1)!'*~", "100%25%281%29%21%27*%7E"],
  ["😀", "%F0%9F%98%80"],
  ["\ud83d", "%EF%BF%BD"],
  ["__proto__", "__proto__"],
])("the key %j is sent as %s", (key, encoded) => {
  expect(encodeObjectKey(key)).toBe(encoded);
  if (!key.includes("\ud83d") || key === "😀") expect(decodeURIComponent(encoded.replaceAll("+", " "))).toBe(key);
});

describe("a loop is told beforehand", () => {
  test.each<[string, Partial<UploadTrigger>, string | undefined, RegExp | undefined]>([
    ["every object, nothing known", {}, undefined, /^Every object created in "photos" starts "thumbs"\. If it writes/],
    ["a filter, nothing known", { prefix: "in/" }, undefined, undefined],
    ["only removals", { events: ["removed"] }, "in/a.jpg", undefined],
    [
      "it wrote what starts it",
      { prefix: "in/", suffix: ".jpg" },
      "in/a.jpg",
      /^"thumbs" wrote "in\/a\.jpg" into "photos".*begin with "in\/" and end in "\.jpg"/,
    ],
    ["it wrote beside the filter", { prefix: "in/" }, "out/a.jpg", undefined],
  ])("%s", (_, filter, written, words) => {
    const problem = uploadLoopProblem(trigger(filter), "thumbs", written);
    if (words) expect(problem).toMatch(words);
    else expect(problem).toBeUndefined();
  });
});
