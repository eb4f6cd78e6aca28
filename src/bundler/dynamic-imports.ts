/**
 * `require("./routes/" + name)` and `import(`./lang/${code}.mjs`)`: which file is meant is known only at run time, so all
 * that may be meant go into the bundle, and a small table finds the one. esbuild would look for them on a disk.
 */
import type { BundleRequest } from "./bundle.ts";
import { byWhom, notFoundCode } from "./node-compat.ts";
import { TASK_ROOT } from "./own-path.ts";
import { type Files, folderOf, meantPath, resolveFile, specifiersOf } from "./resolve.ts";

/** Put for `require` and `import`, and as long as they are, so that no column moves. */
const STAND_INS = { require: "requir$", import: "impor$" } as const;
/** A call whose argument begins with "./" or "../" and is put together from parts. */
const CALL = /(?<![\w$.])(require|import)(?=\s*\(\s*(?:`(\.{1,2}\/[^`$]*)\$\{|(["'])(\.{1,2}\/[^"'\n]*)\3\s*\+))/g;

export type TableKind = keyof typeof STAND_INS;

export interface WithTables {
  readonly text: string;
  /** Declares the stand-ins; goes before the text. */
  readonly prefix: string;
}

/** `from`: the importing file. */
export function withTables(text: string, from: string): WithTables {
  const starts = new Map<TableKind, string[]>();
  const replaced = text.replace(CALL, (_whole, kind: TableKind, template?: string, _quote?: string, string?: string) => {
    starts.set(kind, [...(starts.get(kind) ?? []), template ?? string ?? ""]);
    return STAND_INS[kind];
  });
  const declarations = [...starts].map(
    ([kind, ways]) => `var ${STAND_INS[kind]} = require(${JSON.stringify(tableName({ kind, from, starts: ways }))}); `,
  );
  return { text: replaced, prefix: declarations.join("") };
}

interface Table {
  readonly kind: TableKind;
  readonly from: string;
  readonly starts: readonly string[];
}

const TABLE = "coldstart:files:";

function tableName(table: Table): string {
  return TABLE + JSON.stringify(table);
}

export function isTable(specifier: string): boolean {
  return specifier.startsWith(TABLE);
}

/** A CommonJS module that is the stand-in: a function from a specifier to the module. */
export function tableModule(name: string, files: Files, runtime: BundleRequest["runtime"]): string {
  const { kind, from, starts } = JSON.parse(name.slice(TABLE.length)) as Table;
  const folder = folderOf(from);
  const beginnings = starts.map((start) => meantPath(folder, start)).filter((path) => path !== undefined);
  const rows = Object.keys(files)
    .filter((path) => path !== from && /\.(?:[cm]?[jt]s|json)$/.test(path) && beginnings.some((beginning) => path.startsWith(beginning)))
    .flatMap((path) =>
      specifiersOf(folder, path)
        .filter((specifier) => resolveFile(files, folder, specifier) === path)
        .map((specifier) => `${JSON.stringify(specifier)}: () => ${kind}(${JSON.stringify(`${TASK_ROOT}/${path}`)})`),
    );
  const importing = { importer: from, isRequire: kind === "require", runtime };
  const call = `(name) => {
  if (Object.hasOwn(files, name)) return files[name]();
  const text = "Cannot find module '" + name + "'" + ${JSON.stringify(byWhom(importing))};
  throw Object.assign(new Error(text), { code: "${notFoundCode(importing)}" });
}`;
  return `const files = { __proto__: null, ${rows.join(", ")} };\nmodule.exports = ${kind === "import" ? `async ${call}` : call};`;
}
