/** What Monaco ships without types and the editor uses. */
declare module "monaco-editor/language/typescript/ts.worker" {
  export interface MirrorModel {
    readonly version: number;
  }
  export class TypeScriptWorker {
    constructor(context: unknown, createData: unknown);
    getScriptKind(fileName: string): number;
    getScriptVersion(fileName: string): string;
    protected _getModel(fileName: string): MirrorModel | null;
  }
  export function initialize(create: (context: unknown, createData: unknown) => TypeScriptWorker): void;
}

declare module "monaco-editor/languages/definitions/*" {
  import type { languages } from "monaco-editor/editor";
  export const language: languages.IMonarchLanguage;
}
