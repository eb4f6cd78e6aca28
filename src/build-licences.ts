/** Build side (Node): one text with the licence of every package that the page ships, its own parts and those a function may import. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export function licencesPlugin(): Plugin {
  return {
    name: "coldstart-licences",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "asset", fileName: "licences.txt", source: licencesText() });
    },
  };
}

/** What is in `dependencies` is shipped, and all that it depends on. */
function licencesText(): string {
  const folders = new Map<string, Manifest>();
  const visit = (from: string) => {
    for (const name of Object.keys(manifestIn(from).dependencies ?? {})) {
      const folder = folderOf(name, from);
      if (folder === undefined || folders.has(folder)) continue;
      folders.set(folder, manifestIn(folder));
      visit(folder);
    }
  };
  visit(ROOT);
  const entries = [...folders].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
  return entries.map(([folder, manifest]) => entryOf(folder, manifest)).join("\n\n");
}

/** As Node looks for it: in each node_modules on the way up. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return folder;
    if (at === dirname(at)) return undefined;
  }
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function entryOf(folder: string, { name, version, license }: Manifest): string {
  const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
  const notice = readdirSync(folder).find((each) => /^notice/i.test(each));
  const texts = [file, notice].flatMap((each) => (each === undefined ? [] : [readFileSync(join(folder, each), "utf8").trim()]));
  return [`${name} ${version} (${license ?? "see below"})`, ...texts].join("\n\n");
}
