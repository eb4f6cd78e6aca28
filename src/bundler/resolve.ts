/** Finds the file of the person's that an import means, as Node and TypeScript would: exact, with an ending, as a folder. */

export type Files = Readonly<Record<string, string>>;

/** In the order in which they are tried; TypeScript's first, as a bundler's users expect. */
const ENDINGS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];
/** TypeScript lets "./greet.js" mean greet.ts. */
const MEANT_BY: Readonly<Record<string, readonly string[]>> = { ".js": [".ts"], ".mjs": [".mts"], ".cjs": [".cts"] };

export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier) || specifier.startsWith("/");
}

/** Undefined when there is none. `from` is the folder of the importing file, "" at the top. */
export function resolveFile(files: Files, from: string, specifier: string): string | undefined {
  const path = joined(from, specifier);
  return path === undefined ? undefined : fileOf(files, path);
}

/** The file of a handler's module: "nested/path" of "nested/path.handler". */
function fileOf(files: Files, path: string): string | undefined {
  const folder = path === "" ? "" : `${path}/`;
  const candidates = [
    path,
    ...meantBy(path),
    ...ENDINGS.map((ending) => path + ending),
    ...ENDINGS.map((ending) => `${folder}index${ending}`),
  ];
  return candidates.find((candidate) => Object.hasOwn(files, candidate));
}

function meantBy(path: string): readonly string[] {
  const ending = /\.[cm]?js$/.exec(path)?.[0] ?? "";
  return (MEANT_BY[ending] ?? []).map((meant) => path.slice(0, -ending.length) + meant);
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** How a file in `from` may name `path`: whole, without its ending, as a folder, by the ending of what TypeScript makes of it. */
export function specifiersOf(from: string, path: string): readonly string[] {
  const base = from === "" ? [] : from.split("/");
  const parts = path.split("/");
  while (base.length > 0 && parts.length > 1 && base[0] === parts[0]) {
    base.shift();
    parts.shift();
  }
  const whole = `${base.length === 0 ? "./" : "../".repeat(base.length)}${parts.join("/")}`;
  const ending = ENDINGS.find((one) => whole.endsWith(one)) ?? "";
  const bare = whole.slice(0, whole.length - ending.length);
  const made = Object.keys(MEANT_BY).filter((one) => MEANT_BY[one]?.includes(ending));
  const folder = bare.endsWith("/index") ? [bare.slice(0, -"/index".length), bare.slice(0, -"index".length)] : [];
  return [...new Set([whole, bare, ...made.map((one) => bare + one), ...folder])];
}

/** The path that a specifier's beginning leads to: "lib/a" of "./a" in lib, "lib/" of "./". */
export function meantPath(from: string, beginning: string): string | undefined {
  const slash = beginning.lastIndexOf("/") + 1;
  const folder = joined(from, beginning.slice(0, slash));
  return folder === undefined ? undefined : `${folder === "" ? "" : `${folder}/`}${beginning.slice(slash)}`;
}

/** Undefined when it leads out of the function's folder. Absolute paths are below /var/task, as on Lambda. */
function joined(from: string, specifier: string): string | undefined {
  const absolute = /^\/var\/task\/?/.exec(specifier)?.[0];
  if (specifier.startsWith("/") && absolute === undefined) return undefined;
  const parts = absolute === undefined && from !== "" ? from.split("/") : [];
  for (const part of specifier.slice(absolute?.length ?? 0).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
