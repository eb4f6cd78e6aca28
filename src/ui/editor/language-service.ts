/** TypeScript's own service, set up as a Lambda function is compiled: Node and no DOM, each file a module. */
import { typescript } from "./monaco.ts";
import { nodeTypes } from "./node-types.ts";

/** TypeScript's ModuleResolutionKind.Bundler and ModuleDetectionKind.Force, which Monaco's own lists lack. */
const BUNDLER = 100;
const EACH_FILE_A_MODULE = 3;
/** "Could not find a declaration file" says nothing of the code: the build says what is missing. */
const UNTYPED_IMPORT = 7016;

export function setUpLanguageService(): void {
  const common = {
    allowNonTsExtensions: true,
    allowSyntheticDefaultImports: true,
    esModuleInterop: true,
    isolatedModules: true,
    lib: ["es2023"],
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
  typescript.javascriptDefaults.setCompilerOptions({ ...common, allowJs: true, checkJs: false, strict: false, noImplicitAny: false });
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [UNTYPED_IMPORT] });
    defaults.setEagerModelSync(true);
    defaults.setExtraLibs(types);
  }
}
