/** Modules that the build makes; see sandbox/build-sandbox.ts, bundler/build-npm-packages.ts and bundler/build-starter.ts. */
declare module "virtual:node-builtins" {
  /** Node's own, and the packages that belong to the runtime. */
  export const nodeBuiltins: Readonly<
    Record<string, { readonly url: string; readonly requires: readonly string[]; readonly bytes: number }>
  >;
}

declare module "virtual:npm-packages" {
  /** Where each one's files are, by name; see bundler/npm-packages.ts. */
  export const npmPackageUrls: Readonly<Record<string, string>>;
}

declare module "virtual:starter-bundle" {
  /** The starter project's functions, bundled at build time. */
  export const starterBundles: readonly {
    readonly request: import("./bundler/bundle.ts").BundleRequest;
    readonly result: import("./bundler/bundle.ts").BundleResult;
  }[];
}
