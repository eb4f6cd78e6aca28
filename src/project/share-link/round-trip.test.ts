import { describe, expect, test } from "vitest";
import { copyPlainData, isJsonObject, type Json, type JsonObject } from "../plain-data.ts";
import { parseSetup } from "../setup/parse-setup.ts";
import { FULL_SETUP } from "./full-setup-under-test.ts";
import { randomSetup } from "./random-setup-under-test.ts";
import { decodeLink, encodeLink } from "./share-link.ts";
import { V1 } from "./versions/v1.ts";

function asJson(value: unknown): JsonObject {
  const copied = copyPlainData(value);
  if (!copied.ok || !isJsonObject(copied.value)) throw new Error("This is no plain object.");
  return copied.value;
}

/** "project.queues[].delayMs": every field there is, whatever it holds. Names that people give are no fields. */
function fieldsOf(value: Json, at = ""): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item: Json) => [...fieldsOf(item, `${at}[]`)]));
  if (!isJsonObject(value)) return new Set();
  const byName = /\.(files|environment|secrets|parameters|headers|drafts|events|input|filter|filters\[\]|items\[\]|run)$/.test(`.${at}`);
  return new Set(
    Object.entries(value).flatMap(([field, held]) => {
      const place = byName ? `${at}.*` : at === "" ? field : `${at}.${field}`;
      return byName && !/drafts$/.test(at) ? [place] : [place, ...fieldsOf(held, place)];
    }),
  );
}

describe("a set-up with every field at another value than its default", () => {
  test("is a good one, and the parser leaves nothing of it out", () => {
    const parsed = parseSetup(FULL_SETUP);
    expect(parsed).toMatchObject({ ok: true, ignored: [] });
    expect(parsed.ok && parsed.value).toEqual(FULL_SETUP);
  });

  test("has every field that the parser gives, and each at another value than is left out", () => {
    const bare = parseSetup({
      ...FULL_SETUP,
      project: { ...FULL_SETUP.project, functions: FULL_SETUP.project.functions.map((each) => ({ ...each, asyncInvocation: {} })) },
    });
    if (!bare.ok) throw new Error(bare.message);
    // Fields that the parser adds by itself to what was not said are there too.
    const own = fieldsOf(asJson(FULL_SETUP));
    for (const field of fieldsOf(asJson(bare.value))) expect(own).toContain(field);
    // One default in it, and its field would be missing here.
    expect(V1.shorten(asJson(FULL_SETUP))).toEqual(asJson({ ...FULL_SETUP, project: withoutQueueDefaults() }));
  });

  test("comes back whole", async () => {
    const link = await encodeLink(FULL_SETUP);
    expect(link).toMatch(/^c1\.[A-Za-z0-9_-]*[A-Za-z0-9]$/);
    const opened = await decodeLink(link);
    expect(opened).toMatchObject({ ok: true, ignored: [] });
    expect(opened.ok && opened.value).toEqual(FULL_SETUP);
  });

  test("each of its parts alone comes back too, and what is absent stays absent", async () => {
    const { project, ...parts } = FULL_SETUP;
    for (const [part, value] of Object.entries(parts)) {
      const setup = { project, [part]: value };
      const opened = await decodeLink(await encodeLink(setup));
      expect(opened.ok && opened.value, part).toEqual(setup);
    }
    const bare = await decodeLink(await encodeLink({ project }));
    expect(bare.ok && Object.keys(bare.value)).toEqual(["project"]);
  });
});

/** A standard queue is no FIFO queue, and a FIFO queue no standard one: these two stand at their defaults in each kind. */
function withoutQueueDefaults(): unknown {
  const { project } = FULL_SETUP;
  const queues = project.queues.map(({ fifo, contentBasedDeduplication, ...queue }) =>
    fifo ? { ...queue, fifo, contentBasedDeduplication } : queue,
  );
  const topics = project.topics.map(({ kind, ...topic }) => (kind === "topic" ? topic : { ...topic, kind }));
  return { ...project, queues, topics };
}

const FIRST_SEED = Number(process.env.COLDSTART_SEED ?? 1);
const ROUNDS = process.env.COLDSTART_SEED === undefined ? 300 : 1;

test("set-ups of chance come back whole", async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed += 1) {
    const setup = randomSetup(seed);
    const opened = await decodeLink(await encodeLink(setup));
    expect(opened.ok ? opened.value : opened, `COLDSTART_SEED=${seed}`).toEqual(setup);
  }
}, 60_000);
