/** Monaco's TypeScript and JavaScript colours, with the names of what is called told apart. */
import { language as javascript } from "monaco-editor/languages/definitions/javascript/javascript";
import { language as typescript } from "monaco-editor/languages/definitions/typescript/typescript";
import { monaco } from "./monaco.ts";

const CALLED: monaco.languages.IMonarchLanguageRule = [
  /#?[a-z_$][\w$]*(?=\s*(?:<[\w\s,[\]]*>)?\()/,
  { cases: { "@keywords": "keyword", "@default": "identifier.function" } },
];

export function tellCallsApart(): void {
  for (const [id, language] of Object.entries({ typescript, javascript })) {
    const { common = [] } = language.tokenizer;
    monaco.languages.setMonarchTokensProvider(id, { ...language, tokenizer: { ...language.tokenizer, common: [CALLED, ...common] } });
  }
}
