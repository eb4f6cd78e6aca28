/**
 * Build side (Node): gathers the npm packages that functions may import without a network, each into one asset that the
 * bundler fetches when it is first imported. A package of many small modules that people import one by one (lodash,
 * dayjs) keeps its files; the others come in one file, because each file costs the bundler a way to and fro.
 */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";
import type { NpmPackage, NpmPackages } from "./npm-packages.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = `${ROOT}node_modules/`;

/** How each package is gathered. */
const PACKAGES: Readonly<Record<string, () => Promise<NpmPackage>>> = {
  dayjs: () => itsFiles("dayjs", [".", "plugin", "locale"], "dayjs.min.js"),
  jose: async () => withParts("jose", await oneFile("jose", "esm", ["errors"]), ["jwe", "jwk", "jwks", "jws", "jwt"]),
  jsonwebtoken: () => oneFile("jsonwebtoken", "cjs"),
  lodash: () => itsFiles("lodash", ["."], "lodash.js"),
  uuid: () => oneFile("uuid", "esm"),
  zod: () => oneFile("zod", "esm", ["v3", "v4", "mini", "v4-mini", "v4/core", "locales"]),
};

export const NPM_PACKAGE_NAMES: readonly string[] = Object.keys(PACKAGES);

/** For builds outside the browser: nothing is fetched. */
export function gatheredPackages(): NpmPackages {
  const gathering = new Map<string, Promise<NpmPackage>>();
  return {
    names: NPM_PACKAGE_NAMES,
    load(name) {
      const known = gathering.get(name);
      if (known) return known;
      const gather = PACKAGES[name];
      if (!gather) return Promise.reject(new Error(`"${name}" is none of the packages that are here.`));
      const gathered = gather();
      gathering.set(name, gathered);
      return gathered;
    },
  };
}

/** esbuild shares between the entries what they have in common. */
async function oneFile(name: string, format: "esm" | "cjs", subpaths: readonly string[] = []): Promise<NpmPackage> {
  const specifiers = [name, ...subpaths.map((subpath) => `${name}/${subpath}`)];
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(specifiers.map((specifier) => [fileOf(name, specifier), specifier])),
    bundle: true,
    splitting: format === "esm",
    write: false,
    format,
    // Node's built-ins are left to the runtime; without "node" among the conditions, packages take the platform's own crypto.
    platform: format === "cjs" ? "node" : "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    absWorkingDir: ROOT,
    outdir: "/",
    chunkNames: "shared-[hash]",
  });
  return {
    entries: Object.fromEntries(specifiers.map((specifier) => [specifier, `${fileOf(name, specifier)}.js`])),
    files: Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf("/") + 1), text])),
  };
}

/** Subpaths whose exports are all the package's own as well: they hand those on. */
async function withParts(name: string, whole: NpmPackage, folders: readonly string[]): Promise<NpmPackage> {
  const paths = (await Promise.all(folders.map((folder) => modulesIn(`${MODULES}${name}/dist/webapi`, folder)))).flat();
  const { metafile } = await build({
    entryPoints: paths.map((path) => `${MODULES}${name}/dist/webapi/${path}`),
    write: false,
    metafile: true,
    format: "esm",
    outdir: "/",
  });
  const parts = Object.values(metafile.outputs).map(({ entryPoint = "", exports }): [string, string] => [
    entryPoint.slice(entryPoint.indexOf("/webapi/") + "/webapi/".length, -".js".length),
    `export{${exports.join()}}from"${name}";`,
  ]);
  return {
    entries: { ...whole.entries, ...Object.fromEntries(parts.map(([part]) => [`${name}/${part}`, `${part}.js`])) },
    files: { ...whole.files, ...Object.fromEntries(parts.map(([part, text]) => [`${part}.js`, text])) },
  };
}

function fileOf(name: string, specifier: string): string {
  return specifier === name ? "index" : specifier.slice(name.length + 1).replaceAll("/", ".");
}

/** Every module by its own path, with and without its ending. */
async function itsFiles(name: string, folders: readonly string[], main: string): Promise<NpmPackage> {
  const paths = (await Promise.all(folders.map((folder) => modulesIn(`${MODULES}${name}`, folder)))).flat();
  const { outputFiles } = await build({
    entryPoints: paths.map((path) => `${MODULES}${name}/${path}`),
    outbase: `${MODULES}${name}`,
    outdir: "/",
    write: false,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
  });
  const files = outputFiles.map(({ path, text }): [string, string] => [path.replace(/^(?:[A-Z]:)?[\\/]/, "").replaceAll("\\", "/"), text]);
  const entries = paths.map((path): [string, string] => [`${name}/${path.slice(0, -".js".length)}`, path]);
  return { entries: Object.fromEntries([[name, main], ...entries]), files: Object.fromEntries(files) };
}

async function modulesIn(root: string, folder: string): Promise<readonly string[]> {
  const prefix = folder === "." ? "" : `${folder}/`;
  return (await readdir(`${root}/${folder}`)).filter((file) => file.endsWith(".js")).map((file) => prefix + file);
}

const ID = "virtual:npm-packages";

/** Serves the assets in development and emits them in a build. */
export function npmPackagesPlugin(): Plugin {
  const packages = gatheredPackages();
  let isBuild = false;
  const fileName = (name: string) => `npm-packages/${name}.json`;
  const assetOf = async (name: string) => JSON.stringify(await packages.load(name));
  return {
    name: "coldstart-npm-packages",
    configResolved(config) {
      isBuild = config.command === "build";
    },
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const rows = NPM_PACKAGE_NAMES.map(async (name) => {
        if (!isBuild) return `${JSON.stringify(name)}: ${JSON.stringify(`/${fileName(name)}`)}`;
        const asset = this.emitFile({ type: "asset", name: fileName(name), source: await assetOf(name) });
        return `${JSON.stringify(name)}: String(import.meta.ROLLUP_FILE_URL_${asset})`;
      });
      return `export const npmPackageUrls = {\n${(await Promise.all(rows)).join(",\n")}\n};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        const name = NPM_PACKAGE_NAMES.find((candidate) => path === `/${fileName(candidate)}`);
        if (name === undefined) return next();
        void assetOf(name).then((asset) => response.setHeader("content-type", "application/json").end(asset), next);
      });
    },
  };
}
