/** Build side (Node): the gallery as `virtual:examples`: what is said of each at once, each set-up in a file of its own. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { foldersOf, readFolder } from "../build-read-folder.ts";
import { type Example, parseExample } from "./example.ts";

const ID = "virtual:examples";
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** Throws on the first that is no good example: a broken one is never built. */
export function readExamples(): readonly Example[] {
  return foldersOf(FOLDER).map((id) => {
    const parsed = parseExample(id, readFolder(join(FOLDER, id)));
    if (!parsed.ok) throw new Error(`${parsed.message} ${parsed.remedy}`);
    return parsed.value;
  });
}

export function examplesPlugin(): Plugin {
  return {
    name: "coldstart-examples",
    resolveId: (id) => (id.startsWith(ID) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${ID}`)) return undefined;
      const examples = readExamples();
      const wanted = id.slice(`\0${ID}/`.length);
      if (wanted !== "") return `export const setup = ${JSON.stringify(examples.find(({ about }) => about.id === wanted)?.setup)};`;
      const loaders = examples.map(({ about }) => `${JSON.stringify(about.id)}: () => import("${ID}/${about.id}").then((m) => m.setup)`);
      const summaries = JSON.stringify(examples.map(({ about }) => about));
      return `export const exampleSummaries = ${summaries};\nexport const exampleLoaders = { ${loaders.join(", ")} };`;
    },
  };
}
