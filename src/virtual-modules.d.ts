/** Modules that the build makes; see sandbox/build-sandbox.ts and bundler/build-starter.ts. */
declare module "virtual:node-builtins" {
  export const nodeBuiltins: Readonly<
    Record<string, { readonly url: string; readonly requires: readonly string[]; readonly bytes: number }>
  >;
}

declare module "virtual:starter-bundle" {
  /** The starter project's functions, bundled at build time. */
  export const starterBundles: readonly {
    readonly request: import("./bundler/bundle.ts").BundleRequest;
    readonly result: import("./bundler/bundle.ts").BundleResult;
  }[];
}
