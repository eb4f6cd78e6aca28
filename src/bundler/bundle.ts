/** What goes into the bundler and what comes out: the whole surface of this room. */

export interface BundleRequest {
  /** Path -> text, paths relative to the task root ("index.mjs", "lib/render.ts"). */
  readonly files: Readonly<Record<string, string>>;
  /** "index.handler", "src/api/orders.handler": file without ending, then the export. */
  readonly handler: string;
  readonly runtime: "nodejs22.x" | "nodejs24.x";
}

export interface BuildMessage {
  readonly severity: "error" | "warning";
  /** Stable name of the kind of message, for tests and for the editor's quick fixes. */
  readonly code: string;
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
  readonly file?: string;
  /** 1-based line, 0-based column, length in characters. */
  readonly line?: number;
  readonly column?: number;
  readonly length?: number;
}

export interface Bundle {
  /** One ES module. It exports `handlerModule`: the exports (or namespace) of the handler's file. */
  readonly code: string;
  /** Source map (JSON, version 3) from `code` to the person's files, sources named "/var/task/…". */
  readonly sourceMap: string;
  /**
   * UTF-8 bytes of `code`: the function's package size, with the lines that esbuild puts between the files and one for
   * each built-in. The built-ins themselves do not count: they belong to the runtime.
   */
  readonly packageBytes: number;
  /** Names, without "node:", of the built-ins that the bundle imports directly. */
  readonly builtins: readonly string[];
}

export type BundleResult =
  /** `esbuildMs`: what of the time was esbuild's own; absent for what was built with the page. */
  | { readonly ok: true; readonly bundle: Bundle; readonly messages: readonly BuildMessage[]; readonly esbuildMs?: number }
  | { readonly ok: false; readonly messages: readonly BuildMessage[] };

/** The bundler worker, as Comlink shows it to the page. */
export interface Bundler {
  /** Errors of the person's code are a result; it rejects only when the bundler itself cannot run. */
  bundle(request: BundleRequest): Promise<BundleResult>;
}
