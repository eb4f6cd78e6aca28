/** Set-ups of chance: fields there or not, defaults or not, names that are traps, texts of every script. A seed gives the same. */
import { seededRandom } from "../../platform/seeded-random.ts";
import { parseSetup } from "../setup/parse-setup.ts";
import type { Setup } from "../setup/setup.ts";
import { FULL_SETUP } from "./full-setup-under-test.ts";

const TEXTS = ["", "x", "a\nb\t\\ \"'`", "ü漢🚀\u0000", "\ud800", "__proto__", "</script>", "null", " ", "{{}}", "\u2028", "1e999"];
const NAMES = ["hello", "constructor", "toString", "valueOf", "hasOwnProperty", "a", "a-b_C9", "then"];

export class Chance {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  oneOf<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("Nothing to choose from.");
    return item;
  }

  yes(share = 0.5): boolean {
    return this.#random() < share;
  }

  text(): string {
    return Array.from({ length: this.below(4) }, () => this.oneOf(TEXTS)).join("");
  }
}

/** Keeps, of every object of the full set-up, what chance says; the parser then says what is still a good one. */
function thinned(value: unknown, chance: Chance, share: number): unknown {
  if (Array.isArray(value)) return value.filter(() => chance.yes(share)).map((item) => thinned(item, chance, share));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => field === "name" || field === "type" || chance.yes(share))
      .map(([field, held]) => [field, thinned(held, chance, share)]),
  );
}

function functionOf(name: string, chance: Chance): object {
  const full = chance.oneOf(FULL_SETUP.project.functions);
  const { name: _, files: __, triggers: ___, asyncInvocation: ____, ...settings } = full;
  const paths = ["index.ts", "lib/a.ts", "toString", "constructor", "7", "ü.json"].filter(() => chance.yes(0.3));
  const route = {
    type: "http",
    method: chance.oneOf(["GET", "ANY", "POST"]),
    path: `/${name}/{id}`,
    payloadFormat: chance.oneOf(["1.0", "2.0"]),
  };
  const schedule = {
    type: "schedule",
    expression: "rate(5 minutes)",
    ...(chance.yes() ? { input: chance.text() } : {}),
    enabled: chance.yes(),
  };
  return {
    ...(thinned(settings, chance, 0.5) as object),
    name,
    runtime: chance.oneOf(["javascript", "typescript"]),
    files: Object.fromEntries(["main.js", ...paths].map((path) => [path, chance.text().repeat(1 + chance.below(20))])),
    triggers: [route, schedule, { type: "function-url" }].filter(() => chance.yes()),
  };
}

function servicesOf(chance: Chance): object {
  const { queues, tables, buckets, api, network } = FULL_SETUP.project;
  const plain = queues.map(({ maxReceiveCount: _, deadLetterQueue: __, ...queue }) => queue);
  return {
    ...(chance.yes() ? { buckets: buckets.filter(() => chance.yes()) } : {}),
    ...(chance.yes() ? { queues: chance.yes() ? queues : plain.filter(() => chance.yes()) } : {}),
    ...(chance.yes()
      ? { tables: chance.yes() ? tables : [{ name: "rows", partitionKey: "id", items: [{ id: chance.text() || "1" }] }] }
      : {}),
    ...(chance.yes() ? { secrets: { [chance.oneOf(["a", "constructor"])]: chance.text() } } : {}),
    ...(chance.yes() ? { parameters: { "/x": chance.text() } } : {}),
    ...(chance.yes() ? { api, network } : {}),
  };
}

export function randomSetup(seed: number): Setup {
  const chance = new Chance(seed);
  const names = [...new Set(Array.from({ length: 1 + chance.below(3) }, () => chance.oneOf(NAMES)))];
  const { project: _, drafts, savedEvents, panels, run, ...others } = FULL_SETUP;
  const draft = Object.values(drafts)[0];
  const files = (paths: readonly string[]) => names.flatMap((functionName) => paths.map((path) => ({ functionName, path })));
  const parsed = parseSetup({
    project: { name: chance.text().trim() || "random", functions: names.map((name) => functionOf(name, chance)), ...servicesOf(chance) },
    ...(chance.yes()
      ? { drafts: Object.fromEntries(names.filter(() => chance.yes()).map((name) => [name, { ...draft, body: chance.text() }])) }
      : {}),
    ...(chance.yes() ? { savedEvents: savedEvents.filter(() => chance.yes()) } : {}),
    ...(chance.yes()
      ? { panels: { ...panels, openTabs: files(["main.js", "gone.js"]), activeFile: files(["main.js"])[chance.below(4)] } }
      : {}),
    ...(chance.yes() ? { run: chance.yes() ? run : chance.text() } : {}),
    ...Object.fromEntries(Object.entries(others).filter(() => chance.yes())),
  });
  if (!parsed.ok) throw new Error(`Seed ${seed}: ${parsed.message}`);
  return parsed.value;
}
