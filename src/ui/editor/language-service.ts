/** TypeScript's own service, set up as a Lambda function is compiled: Node and no DOM, each file a module. */
import { type monaco, typescript } from "./monaco.ts";
import { nodeTypes } from "./node-types.ts";

/** TypeScript's ModuleResolutionKind.Bundler and ModuleDetectionKind.Force, which Monaco's own lists lack. */
const BUNDLER = 100;
const EACH_FILE_A_MODULE = 3;
/** "Could not find a declaration file" says nothing of the code: the build says what is missing. */
const UNTYPED_IMPORT = 7016;
/** What a worker is told of: what TypeScript can import. */
const IMPORTABLE = /\.(?:[cm]?[jt]s|[jt]sx|json)$/;

const SERVICES = [
  { defaults: typescript.typescriptDefaults, worker: typescript.getTypeScriptWorker },
  { defaults: typescript.javascriptDefaults, worker: typescript.getJavaScriptWorker },
];

export function setUpLanguageService(): void {
  const common = {
    allowJs: true,
    allowNonTsExtensions: true,
    allowSyntheticDefaultImports: true,
    checkJs: false,
    esModuleInterop: true,
    isolatedModules: true,
    // What Node.js 22 knows: https://node.green
    lib: ["es2024", "esnext.collection", "esnext.iterator"],
    module: typescript.ModuleKind.ESNext,
    moduleDetection: EACH_FILE_A_MODULE,
    moduleResolution: BUNDLER,
    noEmit: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    strict: true,
    target: typescript.ScriptTarget.ESNext,
    types: ["node", "aws-lambda"],
  };
  const types = nodeTypes().map(({ uri, text }) => ({ filePath: uri, content: text }));
  typescript.typescriptDefaults.setCompilerOptions({ ...common, allowImportingTsExtensions: true });
  // Gentle: a handler from a tutorial has no types, and need not have.
  typescript.javascriptDefaults.setCompilerOptions({ ...common, strict: false, noImplicitAny: false });
  for (const { defaults } of SERVICES) {
    // Only the file in sight is looked at, again each time it comes into sight: the others may have changed meanwhile.
    defaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [UNTYPED_IMPORT], onlyVisible: true });
    defaults.setEagerModelSync(true);
    defaults.setExtraLibs(types);
  }
}

let announced = 0;

/**
 * Files came or went. By itself a worker learns of a file when that one is opened, and of its own language only: it is
 * told of all, and then looks again at what is in sight.
 */
export function announceFiles(models: readonly monaco.editor.ITextModel[]): void {
  const uris = models.map(({ uri }) => uri).filter(({ path }) => IMPORTABLE.test(path));
  announced += 1;
  for (const { defaults, worker } of SERVICES) {
    worker()
      .then((told) => told(...uris))
      .then(() => defaults.addExtraLib(`// ${announced}`, "file:///look-again.d.ts"))
      // No file of that language was opened yet; its worker learns of all of them when there is one.
      .catch(() => undefined);
  }
}
