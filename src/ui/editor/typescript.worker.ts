/**
 * Monaco's TypeScript worker, taught what a project of ours may hold: .mts, .cjs and .json beside .ts and .js, and that a
 * file which was removed and made again is another file.
 */
import { initialize, type MirrorModel, TypeScriptWorker } from "monaco-editor/language/typescript/ts.worker";

/** TypeScript's ScriptKind. */
const KINDS: Readonly<Record<string, number>> = { js: 1, cjs: 1, mjs: 1, jsx: 2, ts: 3, cts: 3, mts: 3, tsx: 4, json: 6 };
const TYPESCRIPT = 3;

class ProjectWorker extends TypeScriptWorker {
  private readonly births = new WeakMap<MirrorModel, number>();
  private born = 0;

  override getScriptKind(fileName: string): number {
    return KINDS[fileName.slice(fileName.lastIndexOf(".") + 1)] ?? TYPESCRIPT;
  }

  /** Each model counts its changes from 1: alone that would take a new file for the old one of its name. */
  override getScriptVersion(fileName: string): string {
    const version = super.getScriptVersion(fileName);
    const model = this._getModel(fileName);
    if (!model) return version;
    const birth = this.births.get(model) ?? ++this.born;
    this.births.set(model, birth);
    return `${birth}.${version}`;
  }
}

self.onmessage = () => initialize((context, createData) => new ProjectWorker(context, createData));
