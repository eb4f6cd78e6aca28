/**
 * The decoder under chance: bits, letters and pieces of the text, and the JSON inside it. COLDSTART_SEED=… gives one
 * round again; without it each run begins elsewhere, and says where.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../plain-data.ts";
import { copyPlainData, isJsonObject } from "../plain-data.ts";
import { parseSetup } from "../setup/parse-setup.ts";
import { FULL_SETUP } from "./full-setup-under-test.ts";
import { linkOfBytes, linkOfJson, linkOfText } from "./made-link-under-test.ts";
import { pack } from "./pack.ts";
import { Chance } from "./random-setup-under-test.ts";
import { decodeLink, encodeLink, type LinkCode } from "./share-link.ts";
import { V1 } from "./versions/v1.ts";

const given = process.env.COLDSTART_SEED;
const FIRST_SEED = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
const roundsOf = (count: number) => (given === undefined ? count : 1);

const CODES: readonly LinkCode[] = [
  ...(["link-none", "link-truncated", "link-damaged", "link-too-large", "link-version"] as const),
  ...(["link-password", "link-password-wrong", "link-setup"] as const),
];
const LINK = await encodeLink(FULL_SETUP);
const copied = copyPlainData(FULL_SETUP);
const SHORT = copied.ok && isJsonObject(copied.value) ? V1.shorten(copied.value) : {};
const TEXT = JSON.stringify(SHORT);
const PACKED = pack(TEXT, V1.dictionary);

/** Refused with one of our codes, or a set-up that its own parser reads again unchanged. Gives which. */
async function outcomeOf(text: string, seed: number): Promise<string> {
  try {
    const read = await decodeLink(text);
    if (!read.ok) {
      expect(CODES).toContain(read.code);
      return read.code;
    }
    expect(parseSetup(read.value)).toMatchObject({ ok: true, value: read.value });
    return "ok";
  } catch (reason) {
    throw new Error(`COLDSTART_SEED=${seed}: ${String(reason)}`, { cause: reason });
  }
}

async function rounds(count: number, make: (chance: Chance) => string): Promise<Readonly<Record<string, number>>> {
  const outcomes: Record<string, number> = {};
  for (let seed = FIRST_SEED; seed < FIRST_SEED + roundsOf(count); seed += 1) {
    const outcome = await outcomeOf(make(new Chance(seed)), seed);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  console.info(`from COLDSTART_SEED=${FIRST_SEED}: ${JSON.stringify(outcomes)}`);
  return outcomes;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%#\u0000 ü";

function brokenText(chance: Chance, text: string): string {
  let broken = text;
  for (let times = 1 + chance.below(3); times > 0; times -= 1) {
    const from = chance.below(broken.length + 1);
    const letters = Array.from({ length: chance.below(6) }, () => LETTERS[chance.below(LETTERS.length)]).join("");
    broken = chance.oneOf([
      () => broken.slice(0, from),
      () => broken.slice(0, from) + letters + broken.slice(from),
      () => broken.slice(0, from) + broken.slice(from + chance.below(8)),
      () => broken.slice(0, from) + letters + broken.slice(from + letters.length),
      () => broken.slice(from) + broken.slice(0, from),
    ])();
  }
  return broken;
}

function flipped(chance: Chance, bytes: Uint8Array): Uint8Array {
  const next = bytes.slice(0, chance.yes(0.8) ? bytes.length : chance.below(bytes.length));
  for (let times = 1 + chance.below(4); times > 0 && next.length > 0; times -= 1) {
    const at = chance.below(next.length);
    next[at] = (next[at] ?? 0) ^ (1 << chance.below(8));
  }
  return next;
}

const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.5,
  "",
  "__proto__",
  "x".repeat(5_000),
  [],
  {},
  [[]],
  { constructor: {} },
  [null],
];
const KEYS = ["__proto__", "constructor", "prototype", "toString", "length", "type", "name", "", "0"];

/** Some value of it is another, is gone, stands twice, or has a new field. */
function mutated(chance: Chance, value: Json, share: number): Json {
  if (chance.yes(share)) return chance.oneOf(STRANGE);
  if (Array.isArray(value)) {
    const items = value.flatMap((item: Json) => (chance.yes(share) ? (chance.yes() ? [] : [item, item]) : [mutated(chance, item, share)]));
    return chance.yes(share) ? items.toReversed() : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([field, held]): [string, Json][] => {
    if (chance.yes(share)) return chance.yes() ? [] : [[chance.oneOf(KEYS), held]];
    return [[field, mutated(chance, held, share)]];
  });
  return Object.fromEntries(chance.yes(share) ? [...entries, [chance.oneOf(KEYS), chance.oneOf(STRANGE)]] : entries);
}

describe("nothing that stands in a link throws, hangs or fills the memory", { timeout: 60_000 }, () => {
  test("letters of the text changed, cut and put in", async () => {
    const outcomes = await rounds(1_500, (chance) => brokenText(chance, LINK));
    if (given === undefined) expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(["link-damaged", "link-truncated", "link-none"]));
  });

  test("bits of what is deflated, under a right checksum", async () => {
    const outcomes = await rounds(1_500, (chance) => linkOfBytes(flipped(chance, PACKED)));
    if (given === undefined) expect(outcomes["link-damaged"]).toBeGreaterThan(500);
  });

  test("chance instead of bytes", async () => {
    await rounds(500, (chance) => linkOfBytes(Uint8Array.from({ length: chance.below(200) }, () => chance.below(256))));
  });

  test("letters of the JSON", async () => {
    await rounds(400, (chance) => linkOfText(brokenText(chance, TEXT)));
  });

  test.each([0.002, 0.02, 0.2])("values of the JSON, %d of them", async (share) => {
    const outcomes = await rounds(200, (chance) => linkOfJson(mutated(chance, SHORT, share)));
    if (given === undefined && share < 0.01) expect(outcomes.ok).toBeGreaterThan(10);
  });
});
