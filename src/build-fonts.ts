/**
 * Build side (Node): the page's typeface with the weights and signs that the page uses, which is little more than half of
 * it. Signs beyond Latin fall back to the system's fonts, as they did.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const WHOLE = "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
/** Another name when what is made of it changes. */
const CUT = fileURLToPath(new URL("../node_modules/.cache/fonts/inter-400-700.woff2", import.meta.url));
/** Of all that the page's styles ask for, 700 is the most. */
const WEIGHTS = { min: 400, max: 700 };
/** Basic Latin, Latin-1 and Latin Extended-A, and the signs that the page's own texts use. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
] as const;
const SIGNS = "–—‘’“”…•−×→←↑↓⌘⌥⇧≤≥≈";

async function cutFont(): Promise<void> {
  if (existsSync(CUT)) return;
  const letters = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, place) => String.fromCodePoint(from + place)));
  const whole = readFileSync(createRequire(import.meta.url).resolve(WHOLE));
  const cut = await subsetFont(whole, letters.join("") + SIGNS, { targetFormat: "woff2", variationAxes: { wght: WEIGHTS } });
  mkdirSync(dirname(CUT), { recursive: true });
  writeFileSync(CUT, cut);
}

/** `fonts/inter.woff2` in style sheets. */
export function fontsPlugin(): Plugin {
  return {
    name: "coldstart-fonts",
    config: async () => {
      await cutFont();
      return { resolve: { alias: { "fonts/inter.woff2": CUT } } };
    },
  };
}
